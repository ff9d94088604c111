package io.kubenet;

import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.Manifest;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import java.nio.file.Path;
import java.util.List;

/**
 * What a cluster is loaded from: files, folders and texts, all of one go, so that what one asks for
 * by address is kept for it from what another leaves open.
 */
public final class Manifests {

  private static final Manifests NONE = new Manifests(ImmutableList.of());

  private sealed interface Source {
    Manifest read();
  }

  private record FileSource(Path path) implements Source {
    @Override
    public Manifest read() {
      return ManifestReader.read(ImmutableList.of(path));
    }
  }

  private record InlineSource(TextSource source) implements Source {
    @Override
    public Manifest read() {
      return ManifestReader.read(source);
    }
  }

  private record ObjectSource(List<?> objects) implements Source {
    @Override
    public Manifest read() {
      return ClientObjects.read(objects);
    }
  }

  private final ImmutableList<Source> sources;

  private Manifests(ImmutableList<Source> sources) {
    this.sources = sources;
  }

  /** Nothing: a cluster of the configuration's nodes alone. */
  public static Manifests none() {
    return NONE;
  }

  /** These, and then a file's, or those of all files of a folder. */
  public Manifests withFile(Path path) {
    return with(new FileSource(path));
  }

  /**
   * These, and then a text's.
   *
   * @param name what to call the text in errors
   * @param text YAML or JSON
   */
  public Manifests withText(String name, String text) {
    return with(new InlineSource(new TextSource(name, text)));
  }

  /** These, and then objects of another Java client: any that Jackson turns into a tree. */
  public Manifests withObjects(Object... objects) {
    return with(new ObjectSource(ImmutableList.copyOf(objects)));
  }

  private Manifests with(Source source) {
    return new Manifests(
        ImmutableList.<Source>builderWithExpectedSize(sources.size() + 1)
            .addAll(sources)
            .add(source)
            .build());
  }

  /** The objects of these that networking reads, as YAML, a document each. */
  public String text() {
    return YamlText.of(read().objects().stream().map(ManifestObject::tree));
  }

  Manifest read() {
    Manifest read = ManifestReader.read(ImmutableList.of());
    for (Source source : sources) {
      read = read.and(source.read());
    }
    return read;
  }
}
