/** Pages for a browser, of connections and of who reaches whom. */
@SuppressWarnings("requires-automatic")
module io.kubenet.html {
  requires transitive io.kubenet.emulator;
  requires com.google.common;
  requires com.j2html;

  exports io.kubenet.html;

  provides io.kubenet.ConnectionFormat with
      io.kubenet.html.HtmlFormat;
}
