package io.kubenet;

import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import java.nio.file.Path;
import java.util.List;

/**
 * Where clusters come from, without JUnit:
 *
 * <pre>{@code
 * Cluster cluster = KubeNet.load(ClusterConfig.iptables(), Path.of("shop.yaml"));
 * Connection connection = cluster.pod("shop/client").connectTo("api.shop", 80);
 * System.out.println(connection);
 * }</pre>
 */
public final class KubeNet {

  private KubeNet() {}

  /**
   * The cluster that manifests make.
   *
   * @param config how it is set up
   * @param manifests files, and folders of them
   */
  public static Cluster load(ClusterConfig config, Path... manifests) {
    return load(config, ImmutableList.copyOf(manifests));
  }

  /**
   * The cluster that manifests make.
   *
   * @param config how it is set up
   * @param manifests files, and folders of them
   */
  public static Cluster load(ClusterConfig config, List<Path> manifests) {
    return Cluster.load(ManifestReader.read(manifests), config);
  }

  /**
   * The cluster that a manifest's text makes.
   *
   * @param config how it is set up
   * @param name what to call the text in errors
   * @param manifest the text
   */
  public static Cluster load(ClusterConfig config, String name, String manifest) {
    return Cluster.load(ManifestReader.read(new TextSource(name, manifest)), config);
  }

  /**
   * The cluster that manifests of several kinds make.
   *
   * @param config how it is set up
   * @param manifests files, folders and texts
   */
  public static Cluster load(ClusterConfig config, Manifests manifests) {
    return Cluster.load(manifests.read(), config);
  }
}
