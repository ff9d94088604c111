package io.kubenet.ruleset.ipset;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * What the entries of a set are made of: {@code hash:ip,port,net}.
 *
 * @param method how the kernel stores them: {@code hash}, {@code bitmap} or {@code list}
 * @param dimensions the parts of an entry: {@code ip}, {@code port}, {@code net} and more
 */
public record IpsetType(String method, List<String> dimensions) {

  public IpsetType {
    dimensions = ImmutableList.copyOf(dimensions);
  }

  /**
   * Reads a type.
   *
   * @throws IllegalArgumentException if it has no method or no parts
   */
  public static IpsetType of(String text) {
    List<String> halves = Splitter.on(':').splitToList(text);
    if (halves.size() != 2 || halves.get(1).isEmpty()) {
      throw new IllegalArgumentException("'" + text + "' is not a type of ipset; expected hash:ip");
    }
    return new IpsetType(halves.get(0), Splitter.on(',').splitToList(halves.get(1)));
  }

  /** {@code hash:ip,port}. */
  @Override
  public String toString() {
    return method + ":" + String.join(",", dimensions);
  }
}
