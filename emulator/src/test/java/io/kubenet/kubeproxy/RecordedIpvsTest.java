package io.kubenet.kubeproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.IpFamily;
import io.kubenet.ruleset.host.HostRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules, sets and virtual servers in ipvs mode are those that kube-proxy 1.36 made. */
final class RecordedIpvsTest {

  private static final String FOLDER = "kubenet.recordings.ipvs";

  static Stream<IpvsRecording> recordings() {
    return IpvsRecording.below(IpvsRecording.ROOT.resolve("ipvs"));
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void nodeHasWhatTheRealKubeProxyMade(IpvsRecording recording) {
    assertThat(recording.differences()).isEmpty();
  }

  static Stream<Path> listings() {
    return IpvsRecording.filesBelow(IpvsRecording.ROOT.resolve("ipvs"))
        .filter(file -> file.toString().endsWith(".listing"));
  }

  /** What the tools of a real node listed, read and compared with what is written here. */
  @ParameterizedTest
  @MethodSource("listings")
  void listingsOfARealNodeAreReadAndAgree(Path listing) {
    String node = listing.getFileName().toString().replace(".listing", "");
    IpvsRecording recording = new IpvsRecording(listing.resolveSibling(node + ".yaml"));

    HostRules listed = new IpvsListing(listing).rules();

    for (IpFamily family : recording.families()) {
      HostRules written = IpvsListing.CNI.get(family).in(recording.sync(family).rules());
      assertThat(IpvsListing.shown(listed.of(family), family))
          .isEqualTo(IpvsListing.shown(written, family));
    }
  }

  @Test
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  void recordingsOfAnotherFolderAgree() {
    List<IpvsRecording> all = IpvsRecording.below(Path.of(System.getProperty(FOLDER))).toList();
    List<String> wrong = new ArrayList<>();
    for (IpvsRecording recording : all) {
      List<String> differences = recording.differences();
      if (!differences.isEmpty()) {
        wrong.add(recording + ": " + String.join("\n", differences));
      }
    }

    System.out.println(all.size() - wrong.size() + " of " + all.size() + " ipvs recordings agree");

    assertThat(wrong).isEmpty();
  }
}
