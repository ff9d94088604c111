/** Arbitrary clusters and traffic for jqwik, and its hooks for {@code @KubeNetTest}. */
module io.kubenet.jqwik {
  requires com.google.common;
  requires transitive io.kubenet.emulator;
  requires transitive io.kubenet.junit;
  requires transitive net.jqwik.api;
  requires org.junit.platform.commons;

  exports io.kubenet.jqwik;

  provides net.jqwik.api.lifecycle.LifecycleHook with
      io.kubenet.jqwik.ClusterHook;
  provides net.jqwik.api.providers.ArbitraryProvider with
      io.kubenet.jqwik.ClusterProvider,
      io.kubenet.jqwik.ObjectProvider;
}
