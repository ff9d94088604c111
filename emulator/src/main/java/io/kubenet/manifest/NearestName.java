package io.kubenet.manifest;

import com.google.common.base.Ascii;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Finds what was meant by a name that nobody knows. */
public final class NearestName {

  private NearestName() {}

  /**
   * The known name that is so near that it was probably meant; where none is, one that goes on
   * where the name ends: a Deployment's pod where its Deployment was named.
   */
  public static Optional<String> of(String name, Iterable<String> known) {
    return names(known)
        .filter(candidate -> distance(name, candidate) <= tolerance(name))
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
        .or(() -> names(known).filter(candidate -> candidate.startsWith(name + "-")).findFirst());
  }

  /** {@code ; did you mean 'spec'?}, or nothing. */
  public static String hint(String name, Iterable<String> known) {
    return of(name, known).map(near -> "; did you mean '" + near + "'?").orElse("");
  }

  /** A third of the letters may differ; one in short names. */
  private static int tolerance(String name) {
    return Math.max(2, name.length() / 3);
  }

  private static Stream<String> names(Iterable<String> known) {
    return StreamSupport.stream(known.spliterator(), false);
  }

  /** Damerau's distance (optimal string alignment), blind to case. */
  private static int distance(String one, String other) {
    String a = Ascii.toLowerCase(one);
    String b = Ascii.toLowerCase(other);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, new int[] {i, j});
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(int[][] cost, String a, String b, int[] at) {
    int i = at[0];
    int j = at[1];
    int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
