package io.kubenet.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads manifests from files, folders, streams and texts. */
public final class ManifestReader {

  private static final ImmutableSet<String> SUFFIXES = ImmutableSet.of(".yaml", ".yml", ".json");

  /** Kustomize's own files may lack a kind; kubectl apply -f does not take them either. */
  private static final ImmutableSet<String> KUSTOMIZE =
      ImmutableSet.of("kustomization.yaml", "kustomization.yml");

  private ManifestReader() {}

  /**
   * Reads files and folders; of a folder every .yaml, .yml and .json below it, in the order of
   * their names.
   *
   * @throws ManifestException if one cannot be read, or is no manifest
   */
  public static Manifest read(List<Path> paths) {
    List<Path> files =
        paths.stream()
            .flatMap(path -> files(path).stream())
            .collect(ImmutableList.toImmutableList());
    checkLengths(files);
    return Manifest.of(
        files.stream()
            .flatMap(file -> objects(source(file)))
            .collect(ImmutableList.toImmutableList()));
  }

  private static void checkLengths(List<Path> files) {
    TextLimit limit = TextLimit.ofThisJvm();
    long length = 0;
    for (Path file : files) {
      length += file.toFile().length();
      limit.check(file.toString(), length);
    }
  }

  /** Reads a text. */
  public static Manifest read(TextSource source) {
    TextLimit.ofThisJvm().check(source.name(), source.text().length());
    return Manifest.of(objects(source).collect(ImmutableList.toImmutableList()));
  }

  /** Reads one object that another client has made. */
  public static Manifest read(LocatedTree tree) {
    return Manifest.of(ManifestDocument.objects(tree).collect(ImmutableList.toImmutableList()));
  }

  /** A stream's text, to its end: the standard input, or a resource of the class path. */
  public static TextSource source(String name, InputStream stream) {
    try {
      return new TextSource(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /** A file's text. */
  public static TextSource source(Path file) {
    if (Files.isDirectory(file)) {
      throw refused(file.toString(), "is a folder, not a file");
    }
    try {
      return new TextSource(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    }
  }

  private static Stream<ManifestObject> objects(TextSource source) {
    return source.documents().stream().flatMap(ManifestDocument::objects);
  }

  private static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return ImmutableList.of(path);
    }
    try (Stream<Path> below = Files.walk(path)) {
      return below
          .filter(ManifestReader::isManifest)
          .sorted()
          .collect(ImmutableList.toImmutableList());
    } catch (IOException e) {
      throw unreadable(path.toString(), e);
    } catch (UncheckedIOException e) {
      throw unreadable(path.toString(), e.getCause());
    }
  }

  private static boolean isManifest(Path file) {
    return Files.isRegularFile(file) && isManifest(file.getFileName().toString());
  }

  private static boolean isManifest(String name) {
    return SUFFIXES.stream().anyMatch(name::endsWith) && !KUSTOMIZE.contains(name);
  }

  private static ManifestException unreadable(String name, IOException e) {
    return refused(name, reason(e));
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    return e instanceof CharacterCodingException
        ? "not UTF-8 text"
        : "can't be read: " + e.getMessage();
  }

  private static ManifestException refused(String name, String why) {
    return new ManifestException(new Place(name, 1), FieldPath.ROOT, why);
  }
}
