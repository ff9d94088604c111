package io.kubenet.dns.message;

import com.google.common.base.Ascii;
import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/**
 * An absolute name as a list of labels, in the letter case that it was written in.
 *
 * @param labels its labels, escaped as in zone files, without the root's empty one
 */
public record DomainName(List<String> labels) {

  private static final int MAX_LABEL_BYTES = 63;
  private static final int MAX_NAME_BYTES = 253;

  public DomainName {
    labels = ImmutableList.copyOf(labels);
  }

  /**
   * Reads a name, with or without its last dot.
   *
   * @throws IllegalArgumentException if the text is no name; says why
   */
  public static DomainName of(String text) {
    refuseEmptyLabels(text);
    if (text.length() <= MAX_NAME_BYTES && text.chars().allMatch(DomainName::isPlain)) {
      return ofPlain(text);
    }
    return ofEscaped(text);
  }

  /** Letters, digits, hyphens, underscores and dots stand for themselves. */
  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-_.".indexOf(c) >= 0;
  }

  private static DomainName ofPlain(String text) {
    List<String> labels = ImmutableList.copyOf(Splitter.on('.').omitEmptyStrings().split(text));
    return labels.stream().anyMatch(label -> label.length() > MAX_LABEL_BYTES)
        ? ofEscaped(text)
        : new DomainName(labels);
  }

  private static DomainName ofEscaped(String text) {
    try {
      return ofName(Name.fromString(text, Name.root));
    } catch (TextParseException e) {
      throw new IllegalArgumentException("'" + text + "' is no name: " + reason(text, e), e);
    }
  }

  private static void refuseEmptyLabels(String text) {
    if (text.isEmpty() || (text.startsWith(".") && text.length() > 1) || text.contains("..")) {
      throw new IllegalArgumentException("'" + text + "' is no name: it has an empty label");
    }
  }

  private static String reason(String text, TextParseException e) {
    for (String label : text.split("\\.", -1)) {
      if (label.length() > MAX_LABEL_BYTES) {
        return "its label '" + label + "' has " + label.length() + " bytes, at most 63 are allowed";
      }
    }
    int length = text.length() - (text.endsWith(".") ? 1 : 0);
    return length > MAX_NAME_BYTES
        ? "it has " + length + " bytes, at most 253 are allowed"
        : e.getMessage();
  }

  private static DomainName ofName(Name name) {
    ImmutableList.Builder<String> labels = ImmutableList.builder();
    for (int i = 0; i < name.labels() - 1; i++) {
      labels.add(name.getLabelString(i));
    }
    return new DomainName(labels.build());
  }

  /** A name below another. */
  public static DomainName below(DomainName parent, String... labels) {
    return new DomainName(
        ImmutableList.<String>builder().add(labels).addAll(parent.labels).build());
  }

  public int size() {
    return labels.size();
  }

  public DomainName lowerCase() {
    return new DomainName(
        labels.stream().map(Ascii::toLowerCase).collect(ImmutableList.toImmutableList()));
  }

  /** Whether it is the other name or below it, whatever their letter case. */
  public boolean isIn(DomainName other) {
    return size() >= other.size() && last(other.size()).equalsIgnoringCase(other);
  }

  public boolean equalsIgnoringCase(DomainName other) {
    if (size() != other.size()) {
      return false;
    }
    for (int i = 0; i < size(); i++) {
      if (!Ascii.equalsIgnoreCase(labels.get(i), other.labels.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The name of its last labels. */
  public DomainName last(int count) {
    return new DomainName(labels.subList(size() - count, size()));
  }

  /** Its labels in front of a zone that it is in. */
  public List<String> labelsBefore(DomainName zone) {
    return labels.subList(0, size() - zone.size());
  }

  /** Its labels from the last to the first. */
  public List<String> reversed() {
    List<String> reversed = new ArrayList<>(labels);
    java.util.Collections.reverse(reversed);
    return reversed;
  }

  /** With the last dot: {@code cluster.local.}. */
  @Override
  public String toString() {
    return Joiner.on('.').join(labels) + ".";
  }
}
