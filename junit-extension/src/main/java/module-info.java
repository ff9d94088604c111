/** {@code @KubeNetTest}, and assertions on what becomes of connections. */
module io.kubenet.junit {
  requires com.google.common;
  requires transitive io.kubenet.emulator;
  requires transitive org.assertj.core;
  requires transitive org.junit.jupiter.api;
  requires org.junit.platform.commons;
  requires org.opentest4j;

  exports io.kubenet.assertj;
  exports io.kubenet.junit;

  // JUnit makes extensions by reflection.
  opens io.kubenet.junit to
      org.junit.platform.commons;

  uses io.kubenet.ConnectionFormat;
}
