package io.kubenet.html;

import static j2html.TagCreator.a;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.li;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import com.google.common.collect.ImmutableList;
import io.kubenet.Reachability;
import j2html.tags.DomContent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The page of who reaches what: a table, and behind it the causes. */
final class MatrixPage {

  private static final String LEGEND =
      "+ established, - timed out, x refused, ! fails otherwise, ~ left to chance";

  /**
   * A source and what becomes of its connections.
   *
   * @param source who connects
   * @param cells one for each target
   */
  private record Row(String source, List<Cell> cells) {

    private Row {
      cells = ImmutableList.copyOf(cells);
    }
  }

  /**
   * What becomes of a connection.
   *
   * @param sign it in one sign
   * @param isEstablished whether it is made, whatever chance decides
   * @param causes why it is not
   */
  private record Cell(String sign, boolean isEstablished, List<String> causes) {

    private Cell {
      causes = ImmutableList.copyOf(causes);
    }

    String tone() {
      return isEstablished ? "good" : "bad";
    }
  }

  private final List<String> targets;
  private final List<Row> rows;
  private final Map<String, List<String>> pairs;

  private MatrixPage(List<String> targets, List<Row> rows) {
    this.targets = targets;
    this.rows = rows;
    this.pairs = pairs(targets, rows);
  }

  /** A page of its own for a table of sources and targets. */
  static String of(Reachability reachability) {
    MatrixPage page =
        new MatrixPage(
            reachability.targets().stream().map(Reachability.Target::toString).toList(),
            rows(reachability));
    return new Page("Who reaches what", div(page.grid(), page.legend(), page.causes())).text();
  }

  private static List<Row> rows(Reachability reachability) {
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (int row = 0; row < reachability.sources().size(); row++) {
      rows.add(
          new Row(
              reachability.sources().get(row),
              reachability.rows().get(row).stream()
                  .map(cell -> new Cell(cell.sign(), cell.isEstablished(), cell.causes()))
                  .toList()));
    }
    return rows.build();
  }

  private DomContent grid() {
    return section(
        div(table(thead(tr(th("from"), each(columns(), n -> th(n)))), tbody(each(rows, this::row))))
            .withClass("wide"),
        p(LEGEND).withClass("faint"));
  }

  private List<String> columns() {
    return IntStream.rangeClosed(1, targets.size()).mapToObj(Integer::toString).toList();
  }

  private DomContent row(Row row) {
    return tr(th(row.source()), each(row.cells(), this::cell));
  }

  /** A cell that fails leads to its cause. */
  private DomContent cell(Cell cell) {
    DomContent sign =
        cell.causes().stream()
            .findFirst()
            .map(cause -> (DomContent) a(cell.sign()).withHref("#" + anchor(cause)))
            .orElseGet(() -> text(cell.sign()));
    return td(sign).withClass(cell.tone()).withTitle(String.join("; ", cell.causes()));
  }

  private String anchor(String cause) {
    return "cause-" + ImmutableList.copyOf(pairs.keySet()).indexOf(cause);
  }

  private DomContent legend() {
    return section(h2("Targets"), ol(each(targets, target -> li(target))).withClass("numbered"));
  }

  private DomContent causes() {
    return section(
        h2(pairs.isEmpty() ? "Nothing fails" : "Causes"),
        each(
            pairs,
            entry ->
                details(
                        summary(entry.getKey() + " (" + entry.getValue().size() + ")"),
                        each(entry.getValue(), pair -> p(pair)))
                    .withId(anchor(entry.getKey()))));
  }

  /** Each cause, and the connections that fail of it. */
  private static Map<String, List<String>> pairs(List<String> targets, List<Row> rows) {
    Map<String, List<String>> pairs = new LinkedHashMap<>();
    for (Row row : rows) {
      for (int column = 0; column < targets.size(); column++) {
        String pair = row.source() + " to " + targets.get(column);
        row.cells()
            .get(column)
            .causes()
            .forEach(cause -> pairs.merge(cause, ImmutableList.of(pair), MatrixPage::joined));
      }
    }
    return pairs;
  }

  private static List<String> joined(List<String> some, List<String> more) {
    return ImmutableList.<String>builder().addAll(some).addAll(more).build();
  }
}
