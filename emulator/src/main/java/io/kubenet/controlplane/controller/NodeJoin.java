package io.kubenet.controlplane.controller;

import io.kubenet.controlplane.loop.Agenda;
import io.kubenet.controlplane.loop.Component;
import io.kubenet.controlplane.loop.Turn;
import io.kubenet.controlplane.store.Change;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.controlplane.store.Workspace;
import io.kubenet.model.Node;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiFunction;

/** Gives nodes what they get when they join: labels, addresses, blocks for their Pods. */
public final class NodeJoin implements Component {

  private final BiFunction<Node, Collection<Node>, Node> plan;

  /**
   * Nodes join by a plan.
   *
   * @param plan completes a node, given the others
   */
  public NodeJoin(BiFunction<Node, Collection<Node>, Node> plan) {
    this.plan = plan;
  }

  @Override
  public String name() {
    return "node";
  }

  @Override
  public void see(Change change, Agenda agenda) {
    if (change.after(Node.class).isPresent()) {
      agenda.note(Turn.NODES, change.key());
    }
  }

  @Override
  public void sync(ObjectKey key, Workspace workspace, Agenda agenda) {
    Optional<Node> node = workspace.cluster().node(key.name());
    Optional<Node> joined =
        node.map(
            there ->
                plan.apply(
                    there,
                    workspace.cluster().nodes().stream()
                        .filter(other -> !other.name().equals(there.name()))
                        .toList()));
    if (!joined.equals(node)) {
      joined.ifPresent(workspace::put);
    }
  }
}
