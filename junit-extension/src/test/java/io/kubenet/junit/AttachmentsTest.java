package io.kubenet.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.launcher.LauncherConstants;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class AttachmentsTest {

  @Test
  void failingTestPublishesTheManifestTheStoryAndAPageAConnection(@TempDir Path folder) {
    List<Path> published = new ArrayList<>();

    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(FailingTestsTest.Body.class))
                .configurationParameter(
                    LauncherConstants.OUTPUT_DIR_PROPERTY_NAME, folder.toString())
                .build(),
            new TestExecutionListener() {
              @Override
              public void fileEntryPublished(TestIdentifier test, FileEntry file) {
                published.add(file.getPath());
              }
            });

    assertThat(published).hasSize(3);
    assertThat(published.get(0)).hasFileName("cluster.yaml").content().contains("name: api-1");
    assertThat(published.get(1))
        .hasFileName("failure.txt")
        .content()
        .contains("was served by pod shop/api-2");
    assertThat(published.get(2))
        .hasFileName("connection-1.html")
        .content()
        .startsWith("<!DOCTYPE html>")
        .contains("KUBE-SERVICES");
  }
}
