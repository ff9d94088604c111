package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DnsCommandTest {

  @TempDir private Path folder;

  @Test
  void queriesOfAResolverAreToldInTheirOrder() throws IOException {
    CommandRun run = dns("--from", "pod/shop/client", "redis");

    assertThat(run.out())
        .isEqualTo(
            """
            # search shop.svc.cluster.local svc.cluster.local cluster.local
            # nameserver 10.96.0.10
            # options ndots:5
            10.96.0.10 udp  redis.shop.svc.cluster.local. A     NOERROR
            10.96.0.10 udp  redis.shop.svc.cluster.local. AAAA  NODATA
            redis: 10.96.1.2
            """);
    assertThat(run.status()).isZero();
  }

  @Test
  void misspeltNameIsAnsweredWithTheNearestService() throws IOException {
    CommandRun run = dns("--from", "pod/shop/client", "rediss");

    assertThat(run.out())
        .endsWith(
            """
            rediss: Name or service not known
            no Service 'shop/rediss'; did you mean 'shop/redis'?
            """);
  }

  @Test
  void questionsAreAnsweredAsTheServerDoes() throws IOException {
    String questions = write("queries.yaml", "[{name: redis.shop.svc.cluster.local., type: A}]");

    CommandRun run = dns("-o", "json", "--queries", questions);

    assertThat(run.out())
        .isEqualTo(
            """
            [{"name":"redis.shop.svc.cluster.local.","type":"A","rcode":"NOERROR","authoritative":true,"truncated":false,"answer":[["redis.shop.svc.cluster.local.",30,"A","10.96.1.2"]],"authority":[],"additional":[]}]
            """);
  }

  @Test
  void corefileOfOnesOwnIsObeyed() throws IOException {
    String corefile = write("Corefile", ".:53 {\n  kubernetes shop.test {\n    ttl 7\n  }\n}\n");
    String questions = write("queries.yaml", "[{name: redis.shop.svc.shop.test., type: A}]");

    CommandRun run = dns("--corefile", corefile, "--queries", questions);

    assertThat(run.out())
        .isEqualTo(
            """
            redis.shop.svc.shop.test. A: NOERROR
              answer      redis.shop.svc.shop.test. 7 IN A 10.96.1.2
            """);
  }

  @Test
  void eitherANameOrQuestionsAreAsked() throws IOException {
    CommandRun run = dns();

    assertThat(run.err()).startsWith("missing required argument").hasLineCount(1);
    assertThat(run.status()).isEqualTo(2);
  }

  private String write(String name, String text) throws IOException {
    return new ShopFiles(folder).write(name, text);
  }

  private CommandRun dns(String... more) throws IOException {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "dns";
    arguments[1] = "-f";
    arguments[2] = new ShopFiles(folder).shop();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return CommandRun.of(arguments);
  }
}
