package io.kubenet.assertj;

import io.kubenet.Connection;
import io.kubenet.Connections;
import io.kubenet.Reachability;
import io.kubenet.Sample;
import io.kubenet.dns.message.Answer;
import io.kubenet.dns.message.Resolution;
import io.kubenet.trace.Trace;
import org.assertj.core.api.SoftAssertionsProvider;

/** Soft assertions; implement it beside others of your own. */
public interface KubeNetSoftAssertionsProvider extends SoftAssertionsProvider {

  /** Assertions on one connection. */
  default ConnectionAssert assertThat(Connection actual) {
    return proxy(ConnectionAssert.class, Connection.class, actual);
  }

  /** Assertions on every way that a connection can go. */
  default ConnectionsAssert assertThat(Connections actual) {
    return proxy(ConnectionsAssert.class, Connections.class, actual);
  }

  /** Assertions on connections that were counted. */
  default SampleAssert assertThat(Sample actual) {
    return proxy(SampleAssert.class, Sample.class, actual);
  }

  /** Assertions on the way of a packet. */
  default TraceAssert assertThat(Trace actual) {
    return proxy(TraceAssert.class, Trace.class, actual);
  }

  /** Assertions on who reaches what. */
  default ReachabilityAssert assertThat(Reachability actual) {
    return proxy(ReachabilityAssert.class, Reachability.class, actual);
  }

  /** Assertions on what a resolver makes of a name. */
  default ResolutionAssert assertThat(Resolution actual) {
    return proxy(ResolutionAssert.class, Resolution.class, actual);
  }

  /** Assertions on what the DNS server answers to one question. */
  default AnswerAssert assertThat(Answer actual) {
    return proxy(AnswerAssert.class, Answer.class, actual);
  }

  /** Assertions on the rules of a node. */
  default RulesAssert assertThatRules(String rules) {
    return proxy(RulesAssert.class, String.class, rules);
  }
}
