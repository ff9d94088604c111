package io.kubenet.assertj;

import io.kubenet.dns.message.Query;
import io.kubenet.dns.message.Question;
import io.kubenet.dns.message.Resolution;
import io.kubenet.dns.message.Resolution.Status;
import io.kubenet.net.IpAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions on what a resolver makes of a name; a failed one tells every query. */
public class ResolutionAssert extends AbstractAssert<ResolutionAssert, Resolution> {

  public ResolutionAssert(Resolution actual) {
    super(actual, ResolutionAssert.class);
  }

  /** Verifies that the name has these addresses and no others, in any order. */
  public ResolutionAssert isFoundAt(String... addresses) {
    isNotNull();
    List<IpAddress> expected = Arrays.stream(addresses).map(IpAddress::of).sorted().toList();
    if (!actual.addresses().stream().sorted().toList().equals(expected)) {
      throw failed("be found at " + String.join(", ", addresses));
    }
    return myself;
  }

  /** Verifies that there is no such name. */
  public ResolutionAssert isUnknownName() {
    return hasStatus(Status.UNKNOWN_NAME);
  }

  /** Verifies that there is such a name, and that it has no address. */
  public ResolutionAssert hasNoAddress() {
    return hasStatus(Status.NO_ADDRESS);
  }

  /** Verifies that no server answered. */
  public ResolutionAssert failsTemporarily() {
    return hasStatus(Status.TEMPORARY_FAILURE);
  }

  /** Verifies how the resolution ended. */
  public ResolutionAssert hasStatus(Status expected) {
    isNotNull();
    if (actual.status() != expected) {
      throw failed("end with '" + expected.message() + "'");
    }
    return myself;
  }

  /**
   * Verifies the questions that were sent, in order: {@code api.shop.svc.cluster.local. A}. Search
   * lists make more of them than one thinks.
   */
  public ResolutionAssert asksExactly(String... questions) {
    isNotNull();
    List<String> asked = actual.questions().stream().map(Question::toString).toList();
    if (!asked.equals(List.of(questions))) {
      throw failed("ask exactly " + String.join(", ", questions));
    }
    return myself;
  }

  private AssertionError failed(String wish) {
    String queries =
        actual.queries().stream().map(Query::toString).collect(Collectors.joining("\n")).indent(2);
    return failure("%s", new Picture("name", actual.name(), queries).wishing(wish, ending()));
  }

  private String ending() {
    return actual.isFound()
        ? "was found at "
            + actual.addresses().stream().map(IpAddress::toString).collect(Collectors.joining(", "))
        : "ended with '" + actual.status().message() + "'";
  }
}
