package io.kubenet.node;

import com.google.common.hash.Hashing;
import io.kubenet.model.ObjectName;
import java.nio.charset.StandardCharsets;

/**
 * What Calico (VethNameForWorkload of libcalico-go) and aws-node (generateHostVethName) call the
 * node's end of a pod's veth: a start, and eleven digits of the SHA-1 of namespace and name.
 */
final class VethName {

  private static final int DIGITS = 11;

  private VethName() {}

  @SuppressWarnings("deprecation") // They use SHA-1.
  static String of(String start, ObjectName pod) {
    String name = pod.namespace() + "." + pod.name();
    return start
        + Hashing.sha1().hashString(name, StandardCharsets.UTF_8).toString().substring(0, DIGITS);
  }
}
