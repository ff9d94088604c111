package io.kubenet.html;

import static j2html.TagCreator.each;
import static j2html.TagCreator.tag;

import com.google.common.base.Ascii;
import com.google.common.collect.Iterables;
import io.kubenet.trace.HostKind;
import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/**
 * The ways of a packet as a picture: hosts from top to bottom, in each the chains and translations
 * that it went through, and where chance decides a branch for each way.
 */
final class WayPicture {

  private static final int WIDTH = 330;
  private static final int INDENT = 16;
  private static final int TITLE = 26;
  private static final int LINE = 18;
  private static final int GAP = 24;
  private static final int MOST_BRANCHES = 20;
  private static final double LETTER = 7.2;

  private final List<DomContent> shapes = new ArrayList<>();
  private int y = 1;

  private WayPicture() {}

  /** The picture of a tree, with a description for those who cannot see it. */
  static DomContent of(WayTree tree, String description) {
    WayPicture picture = new WayPicture();
    picture.draw(tree, 1);
    return tag("svg")
        .attr("viewBox", "0 0 " + WIDTH + " " + (picture.y + 1))
        .attr("role", "img")
        .attr("aria-label", description)
        .with(each(picture.shapes, shape -> shape));
  }

  private void draw(WayTree tree, int x) {
    boolean isFirst = true;
    for (WayTree.Box box : tree.boxes()) {
      if (!isFirst) {
        arrow(x + 14, y + 2, y + GAP - 3);
        y += GAP;
      }
      isFirst = false;
      draw(box, x);
    }
    branch(tree.branches(), x);
  }

  private void branch(List<WayTree.Branch> branches, int x) {
    int top = y;
    for (WayTree.Branch branch : Iterables.limit(branches, MOST_BRANCHES)) {
      label(x, top, share(branch));
      draw(branch.tree(), x + INDENT);
    }
    if (branches.size() > MOST_BRANCHES) {
      label(x, top, branches.size() - MOST_BRANCHES + " more ways, told below");
    }
  }

  /** What stands where a branch leaves the trunk that begins at {@code top}. */
  private void label(int x, int top, String text) {
    y += GAP;
    path("M%d %dV%dH%d".formatted(x + 6, top, y - 8, x + INDENT - 2));
    shapes.add(written(x + INDENT + 2, y - 4, "share", text));
    y += 2;
  }

  private static String share(WayTree.Branch branch) {
    return ShareChart.percentage(branch.probability()) + "  " + branch.probability();
  }

  private void draw(WayTree.Box box, int x) {
    int title = box.title().isEmpty() ? 6 : TITLE;
    int height = title + LINE * box.lines().size() + (box.lines().isEmpty() ? 0 : 5);
    List<DomContent> parts = new ArrayList<>(List.of(rectangle(x, height, box)));
    if (!box.title().isEmpty()) {
      parts.add(written(x + 9, y + 17, "name", box.title()));
    }
    for (int i = 0; i < box.lines().size(); i++) {
      PictureLines.Line line = box.lines().get(i);
      parts.add(written(x + 15, y + title + 11 + i * LINE, line.tone(), line.text()));
    }
    shapes.add(tag("a").attr("href", "#" + box.anchor()).with(each(parts, part -> part)));
    y += height;
  }

  private ContainerTag<?> rectangle(int x, int height, WayTree.Box box) {
    return tag("rect")
        .attr("x", x)
        .attr("y", y)
        .attr("width", WIDTH - 1 - x)
        .attr("height", height)
        .attr("rx", 6)
        .attr("class", isEnd(box) ? "end" : "node");
  }

  /** A part of a host that an earlier box names looks as what routes. */
  private static boolean isEnd(WayTree.Box box) {
    return !box.title().isEmpty() && (box.kind() == HostKind.POD || box.kind() == HostKind.OUTSIDE);
  }

  private void arrow(int x, int from, int tip) {
    path(
        "M%d %dV%dM%d %dL%d %dL%d %d"
            .formatted(x, from, tip, x - 5, tip - 6, x, tip, x + 5, tip - 6));
  }

  private void path(String line) {
    shapes.add(tag("path").attr("class", "arrow").attr("d", line));
  }

  private static ContainerTag<?> written(int x, int y, String kind, String text) {
    int letters = (int) ((WIDTH - 8 - x) / LETTER);
    return tag("text")
        .attr("x", x)
        .attr("y", y)
        .attr("class", kind)
        .withText(Ascii.truncate(text, letters, "..."));
  }
}
