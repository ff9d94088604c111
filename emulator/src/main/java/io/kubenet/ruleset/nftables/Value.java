package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import java.util.List;

/** A constant: what a packet is compared with, or an element of a set. */
public sealed interface Value {

  /** The value as a listing shows it. */
  String text();

  /** Whether it stands for one value and no more. */
  default boolean isOne() {
    return true;
  }

  /**
   * An address.
   *
   * @param address the address
   */
  record Address(IpAddress address) implements Value {

    @Override
    public String text() {
      return address.toString();
    }
  }

  /**
   * All addresses of a block.
   *
   * @param cidr the block; not of one address, which is an {@link Address}
   */
  record Block(Cidr cidr) implements Value {

    @Override
    public String text() {
      return cidr.toString();
    }

    @Override
    public boolean isOne() {
      return false;
    }
  }

  /**
   * A number of a type.
   *
   * @param type what it counts
   * @param number the number
   */
  record Numeric(DataType type, long number) implements Value {

    @Override
    public String text() {
      return type.textOf(number);
    }
  }

  /**
   * Flags of a bitmask, several at once.
   *
   * @param type the bitmask's type
   * @param bits the flags
   */
  record Flags(DataType type, long bits) implements Value {

    @Override
    public String text() {
      StringBuilder text = new StringBuilder();
      for (long left = bits; left != 0; left &= left - 1) {
        text.append(text.isEmpty() ? "" : " | ").append(type.textOf(Long.lowestOneBit(left)));
      }
      return text.toString();
    }
  }

  /**
   * An interface.
   *
   * @param name its name; with a {@code *} at the end, those whose names begin so
   */
  record InterfaceName(String name) implements Value {

    @Override
    public String text() {
      return '"' + name + '"';
    }

    @Override
    public boolean isOne() {
      return !name.endsWith("*");
    }
  }

  /**
   * Everything from one value to another.
   *
   * @param first the first: a number or an address
   * @param last the last
   */
  record Range(Value first, Value last) implements Value {

    @Override
    public String text() {
      return first.text() + "-" + last.text();
    }

    @Override
    public boolean isOne() {
      return false;
    }
  }

  /**
   * All numbers that begin with the same bits.
   *
   * @param first the first of them
   * @param length how many bits they have in common
   */
  record Prefix(Numeric first, int length) implements Value {

    public Prefix {
      int free = first.type().bits() - length;
      if (length < 0 || free < 0 || (first.number() & ((1L << free) - 1)) != 0) {
        throw new IllegalArgumentException(
            "'/" + length + "' is no prefix of a " + first.type().keyword());
      }
    }

    /** From the first number to the last. */
    public Range range() {
      long last = first.number() + (1L << (first.type().bits() - length)) - 1;
      return new Range(first, new Numeric(first.type(), last));
    }

    @Override
    public String text() {
      return first.text() + "/" + length;
    }

    @Override
    public boolean isOne() {
      return false;
    }
  }

  /**
   * Values side by side.
   *
   * @param parts the values, two or more
   */
  record Concatenation(List<Value> parts) implements Value {

    public Concatenation {
      parts = ImmutableList.copyOf(parts);
    }

    @Override
    public String text() {
      StringBuilder text = new StringBuilder(parts.get(0).text());
      for (Value part : parts.subList(1, parts.size())) {
        text.append(" . ").append(part.text());
      }
      return text.toString();
    }

    @Override
    public boolean isOne() {
      return parts.stream().allMatch(Value::isOne);
    }
  }

  /** Everything; the element {@code *} of a map. */
  record Wildcard() implements Value {

    @Override
    public String text() {
      return "*";
    }

    @Override
    public boolean isOne() {
      return false;
    }
  }
}
