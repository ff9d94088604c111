package io.kubenet.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import io.kubenet.controlplane.endpoints.TopologyEvent;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the EndpointSlice controller against what the real one made. */
class EndpointSliceRecordingsTest {

  /** Cases about what is not modelled, each with the reason. */
  private static final ImmutableMap<String, String> NOT_MODELLED = ImmutableMap.of();

  private static int agreeing;
  private static int run;

  @ParameterizedTest
  @MethodSource("cases")
  void slicesAreThoseThatTheRealControllerMade(ControlCase recorded) {
    run++;
    if (NOT_MODELLED.containsKey(recorded.name())) {
      return;
    }

    List<ControlCase.After> steps = recorded.run(false);

    for (int i = 0; i < steps.size(); i++) {
      JsonNode expected = recorded.results().get(i);
      assertThat(actual(steps.get(i).plane(), expected))
          .as(recorded + " after " + expected.path("after").asText())
          .isEqualTo(expected(expected));
    }
    agreeing++;
  }

  static List<ControlCase> cases() {
    return ControlCase.all("endpointslices");
  }

  @AfterAll
  static void tellHowManyAgree() {
    System.out.println(
        "endpointslices: "
            + agreeing
            + " of "
            + run
            + " cases agree; not modelled: "
            + NOT_MODELLED.keySet());
  }

  private static String expected(JsonNode result) {
    List<String> lines = new ArrayList<>();
    if (result.has("slices")) {
      result.path("slices").forEach(slice -> lines.add(expectedCounts(slice)));
    } else {
      boolean hasCounts = result.has("hintCounts");
      result.path("endpointSlices").forEach(slice -> lines.add(expectedSlice(slice, hasCounts)));
    }
    result.path("hintCounts").forEach(count -> lines.add(hintCount(count)));
    result.path("events").forEach(event -> lines.add(expectedEvent(event)));
    return text(lines);
  }

  private static String expectedCounts(JsonNode slice) {
    List<Integer> counts = new ArrayList<>();
    slice.path("endpointCounts").forEach(count -> counts.add(count.asInt()));
    return slice.path("addressType").asText() + " " + ports(slice) + " " + counts;
  }

  private static String expectedSlice(JsonNode slice, boolean hasCounts) {
    List<String> endpoints =
        Streams.stream(slice.path("endpoints")).map(e -> endpoint(e, hasCounts)).sorted().toList();
    return "%s/%s %s %s of %s\n  %s"
        .formatted(
            slice.path("namespace").asText(),
            slice.path("name").asText(),
            slice.path("addressType").asText(),
            ports(slice),
            slice.path("labels").path("kubernetes.io/service-name").asText(),
            String.join("\n  ", endpoints));
  }

  private static List<String> ports(JsonNode slice) {
    return Streams.stream(slice.path("ports"))
        .map(
            p ->
                "%s/%s/%s"
                    .formatted(
                        p.path("name").asText(),
                        p.path("protocol").asText(),
                        p.path("port").asText()))
        .sorted()
        .toList();
  }

  private static String endpoint(JsonNode e, boolean hasCounts) {
    JsonNode conditions = e.path("conditions");
    boolean ready = conditions.path("ready").asBoolean(true);
    return "%s ready %s serving %s terminating %s hostname %s node %s zone %s hints %s %s pod %s"
        .formatted(
            texts(e.path("addresses")),
            ready,
            conditions.path("serving").asBoolean(ready),
            conditions.path("terminating").asBoolean(false),
            e.path("hostname").asText(),
            e.path("nodeName").asText(),
            e.path("zone").asText(),
            hasCounts ? "?" : names(e.path("hints").path("forZones")),
            names(e.path("hints").path("forNodes")),
            e.path("targetRef").path("name").asText());
  }

  private static List<String> texts(JsonNode list) {
    return Streams.stream(list).map(JsonNode::asText).toList();
  }

  private static List<String> names(JsonNode hints) {
    return Streams.stream(hints).map(hint -> hint.path("name").asText()).toList();
  }

  private static String hintCount(JsonNode count) {
    return "hints %s %s -> %s: %s"
        .formatted(
            count.path("addressType").asText(),
            count.path("zone").asText(),
            count.path("hint").asText(),
            count.path("count").asText());
  }

  private static String expectedEvent(JsonNode event) {
    return "event %s %s %s %s"
        .formatted(
            event.path("service").asText(),
            event.path("type").asText(),
            event.path("reason").asText(),
            event.path("message").asText());
  }

  private static String actual(ControlPlane plane, JsonNode shape) {
    List<String> lines = new ArrayList<>();
    List<EndpointSlice> slices =
        plane.state().servicesWithSlices().stream()
            .flatMap(service -> plane.state().slicesOf(service).stream())
            .toList();
    if (shape.has("slices")) {
      slices.stream()
          .map(EndpointSliceRecordingsTest::group)
          .distinct()
          .forEach(group -> lines.add(group + " " + counts(slices, group)));
    } else {
      slices.forEach(slice -> lines.add(slice(slice, shape.has("hintCounts"))));
    }
    if (shape.has("hintCounts")) {
      lines.addAll(hintCounts(slices));
    }
    plane
        .state()
        .services()
        .forEach(s -> plane.events(s.name()).forEach(e -> lines.add(event(s.name(), e))));
    return text(lines);
  }

  private static String group(EndpointSlice slice) {
    return family(slice) + " " + ports(slice);
  }

  private static List<Integer> counts(List<EndpointSlice> slices, String group) {
    return slices.stream()
        .filter(slice -> group(slice).equals(group))
        .map(slice -> slice.endpoints().size())
        .sorted((a, b) -> b - a)
        .toList();
  }

  private static String slice(EndpointSlice slice, boolean hasCounts) {
    List<String> endpoints =
        slice.endpoints().stream().map(e -> endpoint(e, hasCounts)).sorted().toList();
    String service = slice.service().map(ObjectName::name).orElse("");
    String name = slice.name().name();
    boolean isGenerated = name.matches(java.util.regex.Pattern.quote(service) + "-[a-z0-9]{5}");
    return "%s/%s %s %s of %s\n  %s"
        .formatted(
            slice.name().namespace(),
            isGenerated ? service + "-?????" : name,
            family(slice),
            ports(slice),
            service,
            String.join("\n  ", endpoints));
  }

  private static String family(EndpointSlice slice) {
    return slice.family().toString().replace("IPV", "IPv");
  }

  private static List<String> ports(EndpointSlice slice) {
    return slice.ports().stream()
        .map(p -> p.name() + "/" + p.protocol() + "/" + p.number().getAsInt())
        .sorted()
        .toList();
  }

  private static String endpoint(EndpointSlice.Endpoint e, boolean hasCounts) {
    return "%s ready %s serving %s terminating %s hostname %s node %s zone %s hints %s %s pod %s"
        .formatted(
            e.addresses(),
            e.isReady(),
            e.isServing(),
            e.isTerminating(),
            e.hostname().orElse(""),
            e.nodeName().orElse(""),
            e.zone().orElse(""),
            hasCounts ? "?" : e.hintedZones(),
            e.hintedNodes(),
            e.pod().map(ObjectName::name).orElse(""));
  }

  private static List<String> hintCounts(List<EndpointSlice> slices) {
    TreeMap<String, Integer> counts = new TreeMap<>();
    for (EndpointSlice slice : slices) {
      for (EndpointSlice.Endpoint e : slice.endpoints()) {
        e.hintedZones()
            .forEach(
                zone ->
                    counts.merge(
                        "hints %s %s -> %s: ".formatted(family(slice), e.zone().orElse(""), zone),
                        1,
                        Integer::sum));
      }
    }
    return counts.entrySet().stream().map(e -> e.getKey() + e.getValue()).toList();
  }

  private static String event(ObjectName service, TopologyEvent event) {
    return "event %s %s %s %s"
        .formatted(
            service.name(),
            event.isWarning() ? "Warning" : "Normal",
            event.reason(),
            event.message());
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines.stream().sorted().toList());
  }
}
