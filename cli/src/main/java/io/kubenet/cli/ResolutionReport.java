package io.kubenet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Joiner;
import io.kubenet.dns.message.Query;
import io.kubenet.dns.message.Reply;
import io.kubenet.dns.message.Resolution;
import io.kubenet.dns.message.ResolvConf;

/**
 * Prints how a resolver resolves a name.
 *
 * @param resolution what it made of the name
 * @param conf how it is set up
 */
record ResolutionReport(Resolution resolution, ResolvConf conf) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** {@code {"name": ..., "status": ..., "queries": [...], "addresses": [...], ...}}. */
  ObjectNode json() {
    ObjectNode node = JSON.objectNode();
    node.put("name", resolution.name());
    node.put("status", resolution.status().toString());
    ArrayNode queries = node.putArray("queries");
    resolution.queries().forEach(query -> queries.add(json(query)));
    ArrayNode addresses = node.putArray("addresses");
    resolution.addresses().forEach(address -> addresses.add(address.toString()));
    node.put("waitedSeconds", resolution.waited().toSeconds());
    node.put("advice", resolution.advice().orElse(null));
    return node;
  }

  private static ObjectNode json(Query query) {
    ObjectNode node = JSON.objectNode();
    node.put("server", query.server().toString());
    node.put("transport", query.question().transport().lowerCase());
    if (query.reply() instanceof Reply.Answered answered) {
      return node.setAll(AnswerReport.json(answered.answer()));
    }
    node.put("name", query.question().name());
    node.put("type", query.question().type());
    node.put("failure", query.reply().toString());
    return node;
  }

  /** The resolv.conf, the queries with what came of them, and the end. */
  String text() {
    StringBuilder text = new StringBuilder();
    conf.text().lines().forEach(line -> text.append("# ").append(line).append('\n'));
    int width = resolution.queries().stream().mapToInt(q -> question(q).length()).max().orElse(0);
    for (Query query : resolution.queries()) {
      text.append(question(query))
          .append(" ".repeat(width - question(query).length() + 2))
          .append(query.reply())
          .append('\n');
    }
    return text.append(end()).toString();
  }

  private static String question(Query query) {
    String transport = query.question().transport().lowerCase();
    return query.server() + " " + transport + "  " + query.question();
  }

  private String end() {
    String waited =
        resolution.waited().isZero() ? "" : " after " + resolution.waited().toSeconds() + " s";
    if (resolution.isFound()) {
      return resolution.name()
          + ": "
          + Joiner.on(", ").join(resolution.addresses())
          + waited
          + "\n";
    }
    return resolution.name()
        + ": "
        + resolution.status().message()
        + waited
        + "\n"
        + resolution.advice().map(sentence -> sentence + "\n").orElse("");
  }
}
