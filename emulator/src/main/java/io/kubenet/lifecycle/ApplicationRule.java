package io.kubenet.lifecycle;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the applications in some containers do, said beside the manifests.
 *
 * @param pods {@code NAMESPACE/NAME} of pods; a star stands for any text
 * @param container the container's name; empty for all
 * @param application what its process does
 */
public record ApplicationRule(String pods, Optional<String> container, Application application) {

  /** Of all containers of some pods: {@code shop/api-*}. */
  public static ApplicationRule of(String pods, Application application) {
    return new ApplicationRule(pods, Optional.empty(), application);
  }

  private boolean fits(String pod) {
    return Pattern.matches(Pattern.quote(pods).replace("*", "\\E.*\\Q"), pod);
  }

  /** A pod with what this says of its containers. */
  public PodLife applyTo(PodLife life, String pod) {
    if (!fits(pod)) {
      return life;
    }
    return new PodLife(
        life.containers().stream()
            .map(
                one ->
                    container.filter(name -> !name.equals(one.name())).isPresent()
                        ? one
                        : one.with(application))
            .toList(),
        life.gracePeriod());
  }
}
