/** An application's own client code through the modelled network. */
module io.kubenet.client {
  requires com.google.common;
  requires transitive io.kubenet.emulator;
  requires static transitive io.kubenet.junit;
  requires static transitive org.assertj.core;
  requires static transitive org.junit.jupiter.api;

  exports io.kubenet.client;
  exports io.kubenet.client.junit;
}
