package io.kubenet.controlplane.diagnosis;

/** Labels that somebody made for a purpose of his own, such as an operator's of what it makes. */
final class OwnLabels {

  private OwnLabels() {}

  /** Whether a label's prefix is a domain that is not Kubernetes's: {@code example.com/role}. */
  static boolean isOwn(String key) {
    int slash = key.indexOf('/');
    String domain = slash < 0 ? "" : key.substring(0, slash);
    return !domain.isEmpty()
        && !isBelow(domain, "kubernetes.io")
        && !isBelow(domain, "k8s.io")
        && !isBelow(domain, "helm.sh");
  }

  private static boolean isBelow(String domain, String parent) {
    return domain.equals(parent) || domain.endsWith("." + parent);
  }
}
