package io.kubenet.html;

import com.google.common.collect.ImmutableList;
import io.kubenet.Cluster;
import io.kubenet.Connection;
import io.kubenet.Connections;
import io.kubenet.Reachability;
import io.kubenet.explain.Places;
import io.kubenet.timeline.Timeline;
import io.kubenet.trace.Trace;
import java.util.Optional;

/**
 * Makes pages for a browser. Each page is complete in itself: it loads nothing, and it needs no
 * scripts.
 */
public final class Pages {

  private static final Places NOWHERE = object -> Optional.empty();

  private Pages() {}

  /** The page of one connection: its request and its reply as a picture, and rule by rule. */
  public static String of(Connection connection) {
    return ConnectionPage.of(
        connection.question(), ImmutableList.of(Story.of(connection)), NOWHERE);
  }

  /** The page of all paths of a connection: their shares, and each path as {@link #of} shows it. */
  public static String of(Connections connections) {
    return of(connections, NOWHERE);
  }

  /**
   * The page of all paths of a connection, which also says where the manifests of its cluster
   * define each Service and policy.
   */
  public static String of(Cluster cluster, Connections connections) {
    return of(connections, places(cluster));
  }

  private static String of(Connections connections, Places places) {
    return ConnectionPage.of(
        connections.list().get(0).question(),
        connections.stream().map(Story::of).collect(ImmutableList.toImmutableList()),
        places);
  }

  /** The page of one packet's path, with the places of Services and policies in the manifests. */
  public static String of(Cluster cluster, Trace trace) {
    return ConnectionPage.of(trace, places(cluster));
  }

  /** The page of a matrix: the table, and the causes of what fails. */
  public static String of(Reachability reachability) {
    return MatrixPage.of(reachability);
  }

  /** The page of a timeline: pods' lives, rules, connections with losses in red, all events. */
  public static String of(Timeline timeline) {
    return TimelinePage.of(timeline);
  }

  private static Places places(Cluster cluster) {
    return object -> cluster.placeOf(object.kind() + "/" + object.name());
  }
}
