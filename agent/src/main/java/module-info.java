/** Carries an application's own clients through the modelled network without any hook of theirs. */
module io.kubenet.agent {
  requires java.instrument;
  requires transitive io.kubenet.client;
  requires static io.kubenet.junit;
  requires net.bytebuddy;
  requires net.bytebuddy.agent;
  requires static transitive org.junit.jupiter.api;

  exports io.kubenet.agent;
  exports io.kubenet.agent.junit;
}
