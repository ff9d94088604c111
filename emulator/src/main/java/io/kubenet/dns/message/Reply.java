package io.kubenet.dns.message;

/** What comes of a question that was sent. */
public sealed interface Reply {

  /**
   * A server answered.
   *
   * @param answer its answer
   */
  record Answered(Answer answer) implements Reply {
    @Override
    public String toString() {
      return answer.isPositive() || answer.rcode() != Rcode.NOERROR
          ? answer.rcode().toString()
          : "NODATA";
    }
  }

  /**
   * No answer came.
   *
   * @param failure what came instead
   * @param because what decided so; may be empty
   */
  record Failed(Failure failure, String because) implements Reply {
    @Override
    public String toString() {
      return because.isEmpty() ? failure.toString() : failure + ": " + because;
    }
  }

  /** What comes instead of an answer. */
  enum Failure {
    /** Nothing. */
    TIMED_OUT,
    /** A port unreachable. */
    REFUSED,
    /** The question could not be sent. */
    NOT_SENT
  }
}
