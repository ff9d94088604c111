/** The kubenet command. */
module io.kubenet.cli {
  requires com.fasterxml.jackson.databind;
  requires com.google.common;
  requires info.picocli;
  requires io.kubenet.emulator;
  requires io.kubenet.html;
  requires java.xml;

  // Commands are made, and their options set, by reflection.
  opens io.kubenet.cli to
      info.picocli;
}
