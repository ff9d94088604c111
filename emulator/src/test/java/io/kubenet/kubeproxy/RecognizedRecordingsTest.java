package io.kubenet.kubeproxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import io.kubenet.kubeproxy.recognition.RecognizedRules;
import io.kubenet.meaning.Meaning;
import io.kubenet.meaning.Role;
import io.kubenet.ruleset.host.HostRules;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import io.kubenet.ruleset.nftables.Element;
import io.kubenet.ruleset.nftables.NftablesRuleset;
import io.kubenet.ruleset.nftables.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What listings say by their names and comments is what the writer of the rules says. */
final class RecognizedRecordingsTest {

  /** A rule or an element as it is listed, and what it is for. */
  private record Remark(String text, Meaning meaning) {}

  /** What the names of nftables mode leave open, and the nearest that they say. */
  private static final Map<Role, List<Role>> NEAREST =
      Map.of(
          Role.EXTERNAL_IP, List.of(Role.EXTERNAL_ADDRESS),
          Role.LOAD_BALANCER_IP, List.of(Role.EXTERNAL_ADDRESS),
          Role.CLUSTER_IP, List.of(Role.LOCAL_POLICY),
          Role.NODE_PORTS, List.of(Role.SERVICE_ADDRESS));

  static Stream<Recording> iptables() {
    return Recording.ofMode("iptables");
  }

  static Stream<Recording> nftables() {
    return Recording.ofMode("nftables");
  }

  @ParameterizedTest
  @MethodSource("iptables")
  void namesOfIptablesSayWhatTheWriterSays(Recording recording) {
    IptablesRuleset written = rules(recording).iptables().get(0);

    HostRules read = HostRules.of(IptablesRuleset.parse(written.family(), written.text()));

    assertAlike(ofIptables(written), ofIptables(RecognizedRules.of(read).iptables().get(0)));
  }

  @ParameterizedTest
  @MethodSource("nftables")
  void namesOfNftablesSayWhatTheWriterSays(Recording recording) {
    NftablesRuleset written = rules(recording).nftables().get(0);

    HostRules read = HostRules.of(NftablesRuleset.parse(written.text()));

    assertAlike(ofNftables(written), ofNftables(RecognizedRules.of(read).nftables().get(0)));
  }

  private static HostRules rules(Recording recording) {
    return new KubeProxy(recording.config(), recording.family())
        .sync(recording.node(), recording.cluster())
        .rules();
  }

  private static void assertAlike(List<Remark> written, List<Remark> read) {
    assertThat(read).hasSameSizeAs(written);
    assertThat(Streams.zip(written.stream(), read.stream(), RecognizedRecordingsTest::difference))
        .filteredOn(difference -> !difference.isEmpty())
        .isEmpty();
  }

  private static String difference(Remark written, Remark read) {
    return isAlike(written.meaning(), read.meaning())
        ? ""
        : written.text() + "\n  means " + written.meaning() + "\n  read as " + read.meaning();
  }

  private static boolean isAlike(Meaning written, Meaning read) {
    boolean isSameRole =
        read.role() == written.role()
            || NEAREST.getOrDefault(written.role(), List.of()).contains(read.role());
    return isSameRole && (read.about().isEmpty() || read.about().equals(written.about()));
  }

  private static List<Remark> ofIptables(IptablesRuleset rules) {
    return rules.tables().stream()
        .flatMap(table -> table.chains().stream())
        .flatMap(
            chain ->
                chain.rules().stream()
                    .map(rule -> new Remark(chain.name() + " " + rule.text(), rule.meaning())))
        .collect(ImmutableList.toImmutableList());
  }

  private static List<Remark> ofNftables(NftablesRuleset rules) {
    return rules.tables().stream()
        .flatMap(table -> Stream.concat(ofRules(table), ofElements(table)))
        .collect(ImmutableList.toImmutableList());
  }

  private static Stream<Remark> ofRules(Table table) {
    return table.chains().stream()
        .flatMap(
            chain ->
                chain.rules().stream()
                    .map(rule -> new Remark(chain.name() + " " + rule.text(), rule.meaning())));
  }

  private static Stream<Remark> ofElements(Table table) {
    return table.sets().stream()
        .flatMap(set -> set.elements().stream())
        .filter(element -> element.data() instanceof Element.Verdict)
        .map(
            element ->
                new Remark(element.key().text(), ((Element.Verdict) element.data()).meaning()));
  }
}
