package io.kubenet.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.NearestName;
import io.kubenet.manifest.Place;
import io.kubenet.manifest.TextSource;
import io.kubenet.trace.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What should become of a connection:
 *
 * <pre>{@code
 * - from: pod/shop/client
 *   to: api:80
 *   expect: ESTABLISHED
 *   endpoints: {shop/api-0: 1/2, shop/api-1: 1/2}
 *   clientIp: preserved
 * }</pre>
 *
 * @param probe the connection
 * @param place where it was written
 * @param verdict what one should see, whatever chance decides
 * @param endpoints who should serve it, and with what share; an empty share is any
 * @param clientIp the address that the endpoint should see, or {@code preserved}
 */
record Expectation(
    Probe probe,
    Place place,
    Verdict verdict,
    Map<String, Optional<Share>> endpoints,
    Optional<String> clientIp) {

  private static final ImmutableList<String> FIELDS =
      ImmutableList.of("from", "to", "protocol", "via", "expect", "endpoints", "clientIp");

  Expectation {
    endpoints = ImmutableMap.copyOf(endpoints);
  }

  /**
   * Reads a file's list of them.
   *
   * @throws io.kubenet.manifest.ManifestException if it is none; says where
   */
  static List<Expectation> read(TextSource source) {
    return source.documents().stream()
        .flatMap(document -> document.items().stream())
        .flatMap(Expectation::read)
        .collect(ImmutableList.toImmutableList());
  }

  /** One for each of the sources to each of the targets. */
  private static Stream<Expectation> read(LocatedTree tree) {
    tree.allowOnly(FIELDS);
    return Probe.all(tree)
        .map(
            probe ->
                new Expectation(
                    probe,
                    tree.place(),
                    verdict(tree.get("expect")),
                    endpoints(tree.get("endpoints")),
                    tree.get("clientIp").optionalText()));
  }

  private static Verdict verdict(LocatedTree tree) {
    String text = tree.text();
    List<String> known = Arrays.stream(Verdict.values()).map(Verdict::name).toList();
    if (!known.contains(text)) {
      throw tree.error(
          "'" + text + "' is no verdict" + NearestName.hint(text, known) + "; verdicts: " + known);
    }
    return Verdict.valueOf(text);
  }

  /** A list of endpoints, or a map of their shares. */
  private static Map<String, Optional<Share>> endpoints(LocatedTree tree) {
    ImmutableMap.Builder<String, Optional<Share>> endpoints = ImmutableMap.builder();
    if (tree.node().isObject()) {
      tree.fields().forEach((name, share) -> endpoints.put(name, Optional.of(Share.read(share))));
    } else {
      tree.texts().forEach(name -> endpoints.put(name, Optional.empty()));
    }
    return endpoints.buildOrThrow();
  }
}
