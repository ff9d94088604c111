package io.kubenet.ruleset.nftables;

import io.kubenet.meaning.Meaning;
import java.time.Duration;
import java.util.Optional;

/**
 * An element of a set or map.
 *
 * @param key its key
 * @param comment its comment, or an empty text
 * @param counter its counter as it was listed, or an empty text
 * @param timeout how long it lives after an update; empty where the set decides
 * @param expires how much of that is left; empty where it never ends
 * @param data what a map says of the key
 */
public record Element(
    Value key,
    String comment,
    String counter,
    Optional<Duration> timeout,
    Optional<Duration> expires,
    Data data)
    implements Printable {

  /** What a map says of a key. */
  public sealed interface Data permits Nothing, Constant, Verdict {}

  /** What a set says. */
  public record Nothing() implements Data {}

  /**
   * What a map of values says.
   *
   * @param value the value
   */
  public record Constant(Value value) implements Data {}

  /**
   * What a verdict map says.
   *
   * @param verdict the verdict
   * @param meaning what it is for; no part of the element as it is listed and obeyed
   */
  public record Verdict(ChainVerdict verdict, Meaning meaning) implements Data {

    /** A verdict of which nobody says what it is for. */
    public Verdict(ChainVerdict verdict) {
      this(verdict, Meaning.UNKNOWN);
    }

    /** Whether both do the same, whatever is meant by them. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Verdict same && verdict.equals(same.verdict);
    }

    @Override
    public int hashCode() {
      return verdict.hashCode();
    }
  }

  /** An element of a set. */
  public static Element of(Value key) {
    return saying(key, new Nothing());
  }

  /** An element of a map of values. */
  public static Element of(Value key, Value value) {
    return saying(key, new Constant(value));
  }

  /** An element of a verdict map. */
  public static Element of(Value key, ChainVerdict verdict) {
    return saying(key, new Verdict(verdict));
  }

  /** An element of a verdict map, meant for something. */
  public static Element of(Value key, ChainVerdict verdict, Meaning meaning) {
    return saying(key, new Verdict(verdict, meaning));
  }

  private static Element saying(Value key, Data data) {
    return new Element(key, "", "", Optional.empty(), Optional.empty(), data);
  }

  /** The same element of a verdict map, meant for something. */
  Element withMeaning(Meaning meaning) {
    Verdict said = new Verdict(((Verdict) data).verdict(), meaning);
    return new Element(key, comment, counter, timeout, expires, said);
  }

  public Element withComment(String text) {
    return new Element(key, text, counter, timeout, expires, data);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(key.text());
    out.append(counter.isEmpty() ? "" : " ").append(counter);
    timeout.ifPresent(time -> out.append(" timeout ").append(TimeText.of(time)));
    expires.ifPresent(time -> out.append(" expires ").append(TimeText.of(time)));
    if (!comment.isEmpty()) {
      out.append(" comment \"").append(comment).append('"');
    }
    if (data instanceof Constant constant) {
      out.append(" : ").append(constant.value().text());
    }
    if (data instanceof Verdict verdict) {
      out.append(" : ").append(verdict.verdict().text());
    }
  }
}
