/**
 * A Kubernetes network inside one JVM. {@link io.kubenet.KubeNet} is where to begin; the other
 * packages that all modules may read hold the values which the facade hands out.
 */
// The modules that the last exports name are built after this one; PCollections names no module.
@SuppressWarnings({"module", "requires-automatic"})
module io.kubenet.emulator {
  requires com.fasterxml.jackson.annotation;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.yaml;
  requires com.google.common;
  requires org.dnsjava;
  requires org.pcollections;
  requires org.yaml.snakeyaml;

  exports io.kubenet;
  exports io.kubenet.chance;
  exports io.kubenet.dns.message;
  exports io.kubenet.finding;
  exports io.kubenet.meaning;
  exports io.kubenet.net;
  exports io.kubenet.time;
  exports io.kubenet.timeline;
  exports io.kubenet.trace;

  // What the command and its pages tell in more detail than the facade.
  exports io.kubenet.explain to
      io.kubenet.cli,
      io.kubenet.html;
  exports io.kubenet.manifest to
      io.kubenet.cli;
  exports io.kubenet.packetset to
      io.kubenet.cli;
  exports io.kubenet.symbolic to
      io.kubenet.cli;

  uses io.kubenet.ConnectionFormat;
}
