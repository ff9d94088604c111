package io.kubenet.assertj;

import io.kubenet.Connection;
import io.kubenet.Connections;
import io.kubenet.Reachability;
import io.kubenet.Sample;
import io.kubenet.dns.message.Answer;
import io.kubenet.dns.message.Resolution;
import io.kubenet.timeline.Timeline;
import io.kubenet.trace.Trace;
import org.assertj.core.api.InstanceOfAssertFactory;

/**
 * The assertions: {@code import static io.kubenet.assertj.KubeNetAssertions.assertThat}, beside
 * AssertJ's own. Extend it to add yours.
 */
public class KubeNetAssertions {

  /** For {@code asInstanceOf}, {@code first} and {@code extracting}. */
  public static final InstanceOfAssertFactory<Connection, ConnectionAssert> CONNECTION =
      new InstanceOfAssertFactory<>(Connection.class, KubeNetAssertions::assertThat);

  /** For {@code asInstanceOf}, {@code first} and {@code extracting}. */
  public static final InstanceOfAssertFactory<Connections, ConnectionsAssert> CONNECTIONS =
      new InstanceOfAssertFactory<>(Connections.class, KubeNetAssertions::assertThat);

  /** For {@code asInstanceOf}, {@code first} and {@code extracting}. */
  public static final InstanceOfAssertFactory<Sample, SampleAssert> SAMPLE =
      new InstanceOfAssertFactory<>(Sample.class, KubeNetAssertions::assertThat);

  /** For {@code asInstanceOf}, {@code first} and {@code extracting}. */
  public static final InstanceOfAssertFactory<Trace, TraceAssert> TRACE =
      new InstanceOfAssertFactory<>(Trace.class, KubeNetAssertions::assertThat);

  /** For {@code asInstanceOf}, {@code first} and {@code extracting}. */
  public static final InstanceOfAssertFactory<Reachability, ReachabilityAssert> REACHABILITY =
      new InstanceOfAssertFactory<>(Reachability.class, KubeNetAssertions::assertThat);

  /** For {@code asInstanceOf}, {@code first} and {@code extracting}. */
  public static final InstanceOfAssertFactory<Resolution, ResolutionAssert> RESOLUTION =
      new InstanceOfAssertFactory<>(Resolution.class, KubeNetAssertions::assertThat);

  /** Narrows to assertions on an answer of the DNS server. */
  public static final InstanceOfAssertFactory<Answer, AnswerAssert> ANSWER =
      new InstanceOfAssertFactory<>(Answer.class, KubeNetAssertions::assertThat);

  /** Narrows a text to assertions on the rules of a node. */
  public static final InstanceOfAssertFactory<String, RulesAssert> RULES =
      new InstanceOfAssertFactory<>(String.class, KubeNetAssertions::assertThatRules);

  protected KubeNetAssertions() {}

  /** Assertions on one connection. */
  public static ConnectionAssert assertThat(Connection actual) {
    return new ConnectionAssert(actual);
  }

  /** Assertions on every way that a connection can go. */
  public static ConnectionsAssert assertThat(Connections actual) {
    return new ConnectionsAssert(actual);
  }

  /** Assertions on connections that were counted. */
  public static SampleAssert assertThat(Sample actual) {
    return new SampleAssert(actual);
  }

  /** Assertions on the way of a packet. */
  public static TraceAssert assertThat(Trace actual) {
    return new TraceAssert(actual);
  }

  /** Assertions on who reaches what. */
  public static ReachabilityAssert assertThat(Reachability actual) {
    return new ReachabilityAssert(actual);
  }

  /** Assertions on what a change costs while it happens. */
  public static TimelineAssert assertThat(Timeline actual) {
    return new TimelineAssert(actual);
  }

  /** Assertions on what a resolver makes of a name. */
  public static ResolutionAssert assertThat(Resolution actual) {
    return new ResolutionAssert(actual);
  }

  /** Assertions on what the DNS server answers to one question. */
  public static AnswerAssert assertThat(Answer actual) {
    return new AnswerAssert(actual);
  }

  /** Assertions on the rules of a node: {@code assertThatRules(cluster.rules("node-a"))}. */
  public static RulesAssert assertThatRules(String rules) {
    return new RulesAssert(rules);
  }
}
