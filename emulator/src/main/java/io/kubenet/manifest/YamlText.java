package io.kubenet.manifest;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The documents of a YAML text.
 *
 * @param file what to call it in errors
 * @param text the text
 */
record YamlText(String file, String text) {

  /** The tag of scalars that stand without quotes and without a tag. */
  static final Tag PLAIN = new Tag("tag:kubenet.io,2026:plain");

  private static final int DEEPEST = 200;

  /** Leaves the meaning of plain scalars to {@link PlainScalar}. */
  private static final class PlainResolver extends Resolver {
    @Override
    public Tag resolve(NodeId kind, String value, boolean implicit) {
      return kind == NodeId.scalar && implicit ? PLAIN : super.resolve(kind, value, implicit);
    }

    @Override
    protected void addImplicitResolvers() {
      // Nothing implicit is left to resolve.
    }
  }

  /** The documents that hold something; empty ones are passed over. */
  List<ParsedNode> documents() {
    try {
      ImmutableList.Builder<ParsedNode> documents = ImmutableList.builder();
      Composer composer = composer();
      while (composer.checkNode()) {
        ParsedNode document = new YamlTree(file).read(composer.getNode());
        if (!document.node().isNull()) {
          documents.add(document);
        }
      }
      return documents.build();
    } catch (MarkedYAMLException e) {
      throw error(lineOf(e.getProblemMark(), e.getContextMark()), problem(e));
    } catch (ReaderException e) {
      throw error(lineAt(e.getPosition()), "a character that YAML does not allow: " + codePoint(e));
    } catch (YAMLException e) {
      throw error(1, e.getMessage());
    }
  }

  /** What composes nodes, without all that would make Java's objects of them. */
  private Composer composer() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    options.setNestingDepthLimit(DEEPEST);
    options.setAllowRecursiveKeys(false);
    ParserImpl parser = new ParserImpl(new StreamReader(withoutByteOrderMark()), options);
    return new Composer(parser, new PlainResolver(), options);
  }

  private String withoutByteOrderMark() {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private ManifestException error(int line, String problem) {
    // What is wrong with the end of a text stands after its last line.
    int last = Math.max(1, (int) text.lines().count());
    return new ManifestException(
        new Place(file, Math.min(line, last)), FieldPath.ROOT, "not YAML: " + problem);
  }

  private static String problem(MarkedYAMLException e) {
    String problem = String.valueOf(e.getProblem()).replaceFirst("; expected.*$", "");
    return e.getContext() == null ? problem : e.getContext() + ", " + problem;
  }

  private static String codePoint(ReaderException e) {
    return String.format("U+%04X", e.getCodePoint());
  }

  private static int lineOf(Mark problem, Mark context) {
    Mark mark = problem == null ? context : problem;
    return mark == null ? 1 : mark.getLine() + 1;
  }

  private int lineAt(int position) {
    int end = Math.min(position, text.length());
    return 1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
  }
}
