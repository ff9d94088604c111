package io.kubenet.conformance.kubeproxy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** As much of an API server as a kube-proxy asks of one: it lists objects and tells of changes. */
final class ApiServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, ApiObject> objects = new LinkedHashMap<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Watch> watches = new ArrayList<>();
  private final CountDownLatch nodeIsKnown = new CountDownLatch(1);

  /** Serves in the network namespace that the calling thread is in. */
  ApiServer(List<ApiObject> objects) throws IOException {
    changeTo(objects);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Makes the objects these: what goes, goes first, and the rest comes in its order. */
  final synchronized void changeTo(List<ApiObject> next) {
    List<String> keys = next.stream().map(ApiObject::key).toList();
    List<ApiObject> gone =
        objects.values().stream().filter(object -> !keys.contains(object.key())).toList();
    gone.forEach(object -> tell(Optional.of(objects.remove(object.key())), Optional.empty()));
    for (ApiObject object : next) {
      Optional<ApiObject> before = Optional.ofNullable(objects.put(object.key(), object));
      if (!before.equals(Optional.of(object))) {
        tell(before, Optional.of(object));
      }
    }
  }

  private void tell(Optional<ApiObject> before, Optional<ApiObject> after) {
    Change change = new Change(changes.size() + 1, before, after);
    changes.add(change);
    watches.forEach(watch -> watch.tell(change));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    Selection selection = new Selection(exchange.getRequestURI().getPath(), query);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    try (exchange) {
      if (!exchange.getRequestMethod().equals("GET")) {
        // Events, which nobody reads here.
        exchange.getRequestBody().readAllBytes();
        send(exchange, 201, JSON.createObjectNode());
      } else if (selection.isOfAKnownKind()) {
        awaitTurn(selection);
        answer(exchange, selection);
      } else {
        answerOne(exchange, selection.path());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A kube-proxy writes rules as soon as it has Services and slices: not before its own node. */
  private void awaitTurn(Selection selection) throws InterruptedException {
    if (!selection.path().equals(Selection.NODES)) {
      nodeIsKnown.await();
    }
  }

  private void answer(HttpExchange exchange, Selection selection)
      throws IOException, InterruptedException {
    if (selection.isWatch()) {
      watch(exchange, selection);
    } else {
      send(exchange, 200, list(selection));
    }
  }

  private synchronized ObjectNode list(Selection selection) {
    ObjectNode list =
        JSON.createObjectNode()
            .put("apiVersion", selection.apiVersion())
            .put("kind", selection.kind() + "List");
    list.putObject("metadata").put("resourceVersion", "" + changes.size());
    var items = list.putArray("items");
    objects.values().stream().filter(selection::matches).forEach(o -> items.add(o.json()));
    return list;
  }

  private void answerOne(HttpExchange exchange, String path) throws IOException {
    Optional<ApiObject> node = node(path);
    if (node.isPresent()) {
      send(exchange, 200, node.get().json());
    } else {
      send(exchange, 404, JSON.createObjectNode().put("kind", "Status").put("code", 404));
    }
  }

  private synchronized Optional<ApiObject> node(String path) {
    return objects.values().stream()
        .filter(object -> path.equals(Selection.NODES + "/" + object.name()))
        .findFirst();
  }

  private void watch(HttpExchange exchange, Selection selection)
      throws IOException, InterruptedException {
    Watch watch = begin(selection);
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    out.flush();
    if (selection.path().equals(Selection.NODES)) {
      nodeIsKnown.countDown();
    }
    while (!Thread.currentThread().isInterrupted()) {
      out.write(JSON.writeValueAsBytes(watch.next()));
      out.write('\n');
      out.flush();
    }
  }

  private synchronized Watch begin(Selection selection) {
    Watch watch = new Watch(selection);
    int known = selection.startsWithAll() ? 0 : selection.knownChanges();
    changes.stream().skip(known).forEach(watch::tell);
    if (selection.startsWithAll()) {
      watch.bookmark(changes.size());
    }
    watches.add(watch);
    return watch;
  }

  private static void send(HttpExchange exchange, int code, ObjectNode body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
