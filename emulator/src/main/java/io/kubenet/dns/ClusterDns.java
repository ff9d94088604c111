package io.kubenet.dns;

import com.google.common.collect.ImmutableList;
import io.kubenet.chance.choice.Chance;
import io.kubenet.dns.message.Answer;
import io.kubenet.dns.message.DomainName;
import io.kubenet.dns.message.Question;
import io.kubenet.dns.message.Rcode;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.EndpointSlice.Endpoint;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.net.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The cluster's DNS server: answers questions about a state of the cluster as a CoreDNS 1.13.1 with
 * a given Corefile does.
 *
 * <p>It remembers what its plugin cache keeps; an {@link #overlay()} is for trying something out.
 */
public final class ClusterDns {

  /** The Service that kubeadm gives the server. */
  public static final ObjectName SERVICE = new ObjectName("kube-system", "kube-dns");

  private record Settings(Corefile corefile, List<IpAddress> addresses, ExternalZone external) {

    /**
     * The server's own addresses; those of the first that the Service leads to, if none are set.
     */
    List<IpAddress> addressesIn(ClusterState state) {
      return addresses.isEmpty() ? ClusterDns.addressesIn(state) : addresses;
    }
  }

  private final Settings settings;
  private final AnswerCache cache;
  private View view;

  private ClusterDns(Settings settings, AnswerCache cache, View view) {
    this.settings = settings;
    this.cache = cache;
    this.view = view;
  }

  private static ClusterDns started(Settings settings) {
    return new ClusterDns(settings, new AnswerCache(), new View(ClusterState.empty(), 0));
  }

  /**
   * A server that knows no names outside of the cluster. Its addresses are those of the first
   * endpoint of the Service kube-dns.
   */
  public static ClusterDns of(Corefile corefile) {
    return started(new Settings(corefile, List.of(), ExternalZone.empty()));
  }

  /** This server, restarted with other addresses of its own: its NS records depend on them. */
  public ClusterDns withAddresses(List<IpAddress> addresses) {
    return started(
        new Settings(settings.corefile(), ImmutableList.copyOf(addresses), settings.external()));
  }

  /** This server, restarted with names outside of the cluster, which it forwards questions for. */
  public ClusterDns withExternalZone(ExternalZone external) {
    return started(new Settings(settings.corefile(), settings.addresses(), external));
  }

  /** A copy that has kept the same answers; what it is asked leaves this one as it is. */
  public ClusterDns overlay() {
    return new ClusterDns(settings, cache.copy(), view);
  }

  public Corefile corefile() {
    return settings.corefile();
  }

  /** What the server forwards questions to: the names outside of the cluster. */
  public ExternalZone external() {
    return settings.external();
  }

  private static List<IpAddress> addressesIn(ClusterState state) {
    return state.slicesOf(SERVICE).stream()
        .map(EndpointSlice::endpoints)
        .flatMap(List::stream)
        .filter(Endpoint::isReady)
        .findFirst()
        .map(endpoint -> addressesOf(endpoint, state))
        .orElse(List.of());
  }

  private static List<IpAddress> addressesOf(Endpoint endpoint, ClusterState state) {
    return endpoint.pod().flatMap(state::pod).map(Pod::ips).orElse(endpoint.addresses());
  }

  /**
   * Answers a question.
   *
   * @param state what the server has seen of the cluster
   * @param now the virtual time
   * @param chance decides the order of addresses
   */
  public Answer answer(Question question, ClusterState state, Duration now, Chance chance) {
    if (view.state() != state) {
      view = new View(state, now.toSeconds());
    }
    Optional<ServerBlock> block = blockOf(question);
    Answer answer = serve(question, now);
    return Truncation.fit(
            block.filter(ServerBlock::shuffles).isPresent()
                ? new AddressShuffle(chance).shuffled(answer)
                : answer)
        .to(question);
  }

  private Optional<ServerBlock> blockOf(Question question) {
    return settings.corefile().blockOf(DomainName.of(question.name()));
  }

  private Answer serve(Question question, Duration now) {
    return blockOf(question)
        .map(block -> serve(limited(question, block), block, now))
        .orElseGet(() -> Answer.failed(question, Rcode.REFUSED));
  }

  private static Question limited(Question question, ServerBlock block) {
    return block.bufferSize().isPresent()
        ? question.withBufferSizeAtMost(block.bufferSize().getAsInt())
        : question;
  }

  private Answer serve(Question question, ServerBlock block, Duration now) {
    return block
        .cache()
        .map(options -> cache.answer(question, options, now, () -> resolve(question, block, now)))
        .orElseGet(() -> resolve(question, block, now));
  }

  private Answer resolve(Question question, ServerBlock block, Duration now) {
    return block
        .kubernetes()
        .map(options -> zone(options, now))
        .flatMap(zone -> zone.answer(question))
        .orElseGet(() -> forward(question, block));
  }

  private KubernetesZone zone(KubernetesOptions options, Duration now) {
    return new KubernetesZone(
        options, view, settings.addressesIn(view.state()), question -> serve(question, now));
  }

  /** The last plugin; without it the server fails, as nothing is left to answer. */
  private Answer forward(Question question, ServerBlock block) {
    return block.forwards(DomainName.of(question.name()))
        ? settings.external().answer(question)
        : Answer.failed(question, Rcode.SERVFAIL);
  }
}
