package io.kubenet.controlplane.workload;

import io.kubenet.controlplane.pod.PodTemplate;

/**
 * The templates of a StatefulSet or DaemonSet that are in use: its ControllerRevisions.
 *
 * @param current the one that its Pods had before the last change
 * @param update the one that they are to have
 * @param generation how many it has had
 */
public record Revisions(PodTemplate current, PodTemplate update, int generation) {

  /** Of a workload that is new. */
  public static Revisions first(PodTemplate template) {
    return new Revisions(template, template, 1);
  }

  /** With this template to go to. */
  public Revisions to(PodTemplate template) {
    return template.hash().equals(update.hash())
        ? new Revisions(current, template, generation)
        : new Revisions(current, template, generation + 1);
  }

  /** When all Pods have the new one. */
  public Revisions finished() {
    return new Revisions(update, update, generation);
  }
}
