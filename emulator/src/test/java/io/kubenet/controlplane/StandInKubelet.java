package io.kubenet.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.time.PodEnd;
import io.kubenet.controlplane.time.PodLives;
import io.kubenet.controlplane.time.PodStart;
import io.kubenet.lifecycle.Startup;
import io.kubenet.model.Pod;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The kubelet of the recordings, which does what its script says, in whole seconds. */
record StandInKubelet(JsonNode script, Function<PodObject, String> images) implements PodLives {

  @Override
  public PodStart start(PodObject pod, Duration bound) {
    Duration running = whole(bound).plusSeconds(number(pod, "run"));
    JsonNode ready = value(pod, "ready");
    JsonNode finish = value(pod, "finish");
    return new PodStart(
        running,
        new Startup(ImmutableList.of(), Optional.empty()),
        ready.asText().equals("never")
            ? Optional.empty()
            : Optional.of(running.plusSeconds(ready.asLong())),
        finish.isMissingNode()
            ? Optional.empty()
            : Optional.of(
                new PodStart.Finish(
                    running.plusSeconds(finish.asLong()),
                    value(pod, "finishAs").asText().equals("Failed")
                        ? Pod.Phase.FAILED
                        : Pod.Phase.SUCCEEDED)));
  }

  @Override
  public PodEnd end(PodObject pod, Duration deleted, PodStart start) {
    Duration gone = whole(deleted).plusSeconds(number(pod, "gone"));
    JsonNode unready = value(pod, "unready");
    return new PodEnd(
        ImmutableList.of(),
        unready.isMissingNode()
            ? Optional.empty()
            : Optional.of(whole(deleted).plusSeconds(unready.asLong())),
        gone,
        gone);
  }

  private static Duration whole(Duration instant) {
    return Duration.ofSeconds(instant.toSeconds());
  }

  private long number(PodObject pod, String field) {
    return value(pod, field).asLong();
  }

  /** Each rule that fits overrides those before it. */
  private JsonNode value(PodObject pod, String field) {
    JsonNode value = script.path("default").path(field);
    for (JsonNode rule : script.path("rules")) {
      if (rule.has(field) && fits(pod, rule.path("match"))) {
        value = rule.path(field);
      }
    }
    return value;
  }

  private boolean fits(PodObject pod, JsonNode match) {
    ImmutableList.Builder<Boolean> fits = ImmutableList.builder();
    match
        .properties()
        .forEach(
            e ->
                fits.add(
                    switch (e.getKey()) {
                      case "image" -> images.apply(pod).equals(e.getValue().asText());
                      case "node" -> pod.nodeName().equals(Optional.of(e.getValue().asText()));
                      case "name" -> pod.name().name().equals(e.getValue().asText());
                      default -> e.getValue().asText().equals(pod.labels().get(e.getKey()));
                    }));
    return fits.build().stream().allMatch(fit -> fit);
  }
}
