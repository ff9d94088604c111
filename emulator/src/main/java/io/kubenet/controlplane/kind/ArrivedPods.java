package io.kubenet.controlplane.kind;

import io.kubenet.controlplane.pod.PodMetadata;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.pod.PodStatus;
import io.kubenet.controlplane.reader.PodReader;
import io.kubenet.controlplane.store.Store;
import io.kubenet.controlplane.store.Stored;
import io.kubenet.controlplane.store.Tables;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads Pods that somebody sent, or changed, where one may be already. */
final class ArrivedPods {

  private ArrivedPods() {}

  static Stored read(Stored object, Store store) {
    PodObject sent = PodReader.pod(object.sent().orElseThrow());
    Optional<PodObject> there = store.pods().get(sent.name());
    PodObject pod =
        there
            .map(before -> merged(before, sent))
            .orElseGet(() -> sent.withAge(store.objects().revision() + 1));
    return object.completed(Tables.PODS, pod);
  }

  /** What controllers, scheduler and kubelet made of a Pod stays where nobody says otherwise. */
  private static PodObject merged(PodObject there, PodObject sent) {
    return new PodObject(
        there.name(),
        new PodMetadata(
            labels(there, sent),
            sent.metadata().annotations(),
            sent.metadata().owner().or(() -> there.metadata().owner()),
            there.isTerminating() || sent.isTerminating()),
        sent.spec(),
        there.nodeName().or(sent::nodeName),
        status(there.status(), sent.status()),
        there.age());
  }

  private static Map<String, String> labels(PodObject there, PodObject sent) {
    Map<String, String> labels = new TreeMap<>(sent.labels());
    for (String key : PodObject.TOPOLOGY_LABELS) {
      there
          .nodeName()
          .map(node -> there.labels().get(key))
          .ifPresent(value -> labels.putIfAbsent(key, value));
    }
    return labels;
  }

  private static PodStatus status(PodStatus there, PodStatus sent) {
    if (!sent.isReported() || sent.saysAsMuchAs(there)) {
      return there;
    }
    return sent.ips().isEmpty() ? sent.withIps(there.ips()) : sent;
  }
}
