package io.kubenet.controlplane.reader;

import io.kubenet.manifest.LocatedTree;

/**
 * How many Pods a workload may ask for, so that one that does not fit is refused before memory runs
 * out.
 *
 * @param heap the bytes that objects may take
 */
record PodLimit(long heap) {

  /** 40,000 Pods behind a Service took 1,300 bytes each, and 2,000 with the rules of one node. */
  private static final int BYTES_A_POD = 4096;

  private static final int MEGABYTE = 1 << 20;

  static PodLimit ofThisJvm() {
    return new PodLimit(Runtime.getRuntime().maxMemory());
  }

  /**
   * A number of Pods.
   *
   * @throws io.kubenet.manifest.ManifestException if that is too many
   */
  int checked(LocatedTree number, int otherwise) {
    int pods = Fields.integer(number, otherwise);
    if (pods > heap / BYTES_A_POD) {
      throw number.error(
          "%d Pods do not fit: a heap of %d MB takes %d; see java -Xmx"
              .formatted(pods, heap / MEGABYTE, heap / BYTES_A_POD));
    }
    return pods;
  }
}
