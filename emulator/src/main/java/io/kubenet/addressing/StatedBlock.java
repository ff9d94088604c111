package io.kubenet.addressing;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestException;
import io.kubenet.manifest.Place;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Optional;

/**
 * A block of addresses that somebody states to be a cluster's.
 *
 * @param block the block
 * @param place where it is stated; empty for what is no file's
 * @param path the field that states it; the root for what is no file's
 */
public record StatedBlock(Cidr block, Optional<Place> place, FieldPath path) {

  /**
   * The blocks of a configuration's own, one of each IP family.
   *
   * @param name what they are called in errors: {@code pod CIDR}
   * @throws IllegalArgumentException if one is no CIDR, or two are of one family
   */
  public static List<StatedBlock> of(String name, List<String> cidrs) {
    ImmutableList<StatedBlock> blocks =
        cidrs.stream()
            .map(String::strip)
            .map(Cidr::of)
            .map(block -> new StatedBlock(block, Optional.empty(), FieldPath.ROOT))
            .collect(ImmutableList.toImmutableList());
    if (blocks.isEmpty() || hasFamilyTwice(blocks)) {
      throw new IllegalArgumentException(
          "'"
              + String.join(",", cidrs)
              + "' is not a "
              + name
              + "; expected one CIDR, or one of each IP family");
    }
    return blocks;
  }

  /**
   * The blocks that a field of a file states, a text with commas between them.
   *
   * @throws ManifestException if one is no CIDR, or two are of one family
   */
  public static List<StatedBlock> in(LocatedTree field) {
    ImmutableList<StatedBlock> blocks =
        Splitter.on(',')
            .trimResults()
            .omitEmptyStrings()
            .splitToStream(field.optionalText().orElse(""))
            .map(cidr -> of(field, cidr))
            .collect(ImmutableList.toImmutableList());
    if (hasFamilyTwice(blocks)) {
      throw field.error("must hold one CIDR, or one of each IP family, is '" + field.text() + "'");
    }
    return blocks;
  }

  /** The block that a part of a file states. */
  static StatedBlock of(LocatedTree tree, String cidr) {
    try {
      return new StatedBlock(Cidr.of(cidr), Optional.of(tree.place()), tree.path());
    } catch (IllegalArgumentException e) {
      throw tree.error(e.getMessage());
    }
  }

  private static boolean hasFamilyTwice(List<StatedBlock> blocks) {
    return ImmutableSet.copyOf(blocks.stream().map(StatedBlock::family).toList()).size()
        < blocks.size();
  }

  IpFamily family() {
    return block.family();
  }

  /** The error of this block's being another than one stated before. */
  RuntimeException contradicting(StatedBlock first, BlockUse use) {
    String problem =
        "%s contradicts the %s %s".formatted(block, use, first.block())
            + first.place().map(at -> " at " + at).orElse(" of the configuration");
    return place
        .<RuntimeException>map(at -> new ManifestException(at, path, problem))
        .orElseGet(() -> new IllegalArgumentException(problem));
  }
}
