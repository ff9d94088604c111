package io.kubenet.controlplane.kubelet;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.pod.PodObject;
import java.util.List;

/**
 * The Pods that do not become ready.
 *
 * @param names Pods by name, in any namespace, or by a label: {@code v=2}
 */
public record Unready(List<String> names) {

  /** All become ready. */
  public static final Unready NONE = new Unready(ImmutableList.of());

  public Unready {
    names = ImmutableList.copyOf(names);
  }

  public boolean holds(PodObject pod) {
    return names.contains(pod.name().name())
        || pod.labels().entrySet().stream()
            .anyMatch(label -> names.contains(label.getKey() + "=" + label.getValue()));
  }
}
