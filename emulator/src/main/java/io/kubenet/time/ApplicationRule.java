package io.kubenet.time;

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

  /**
   * Whether this is said of a container.
   *
   * @param pod {@code NAMESPACE/NAME} of its pod
   * @param name its own name
   */
  public boolean appliesTo(String pod, String name) {
    return fits(pod) && container.map(name::equals).orElse(true);
  }

  private boolean fits(String pod) {
    return Pattern.matches(Pattern.quote(pods).replace("*", "\\E.*\\Q"), pod);
  }
}
