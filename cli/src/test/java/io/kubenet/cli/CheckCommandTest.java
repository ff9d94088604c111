package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCommandTest {

  @TempDir private Path folder;

  @Test
  void whatHoldsIsDone() throws IOException {
    CommandRun run =
        check(
            """
            - {from: pod/shop/client, to: "api:80", expect: ESTABLISHED, clientIp: preserved,
               endpoints: {shop/api-0: 1/3, shop/api-1: 1/3, shop/api-2: 1/3}}
            - {from: pod/shop/client, to: "redis:6379", expect: TIMED_OUT}
            - {from: pod/shop/api-0, to: "redis:6379", expect: ESTABLISHED, endpoints: [shop/redis-0]}
            """);

    assertThat(run.out()).endsWith("3 of 3 expectations hold\n");
    assertThat(run.status()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          api:80, expect: TIMED_OUT                                    | expected TIMED_OUT, but with probability 715827883/2147483648 it was served by pod shop/api-0
          redis:6379, expect: ESTABLISHED                              | expected ESTABLISHED, but with probability 1 it ended TIMED_OUT: denied ingress
          api:80, expect: ESTABLISHED, endpoints: {shop/api-0: 1/2}    | expected 1/2 at shop/api-0, but it gets 715827883/2147483648
          api:80, expect: ESTABLISHED, endpoints: [shop/api-0]         | expected nothing at shop/api-1, but it gets
          api:80, expect: ESTABLISHED, endpoints: [shop/api-9]         | expected some at shop/api-9, but it gets 0
          api:80, expect: ESTABLISHED, clientIp: 10.0.0.1              | expected the client's address to be 10.0.0.1, but shop/api-0 sees 10.244.2.3
          """)
  void differenceIsToldWithItsPlaceAndStatus1(String expectation, String difference)
      throws IOException {
    CommandRun run = check("- {from: pod/shop/client, to: " + expectation + "}");

    assertThat(run.out()).contains("expectations.yaml:1: " + difference);
    assertThat(run.status()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          api:80, expect: established            | [0].expect 'established' is no verdict; did you mean 'ESTABLISHED'?
          api:80, expects: ESTABLISHED           | [0].expects is no known field; did you mean 'expect'?
          api, expect: ESTABLISHED               | [0] 'api' is no target; targets are IP:PORT, [IPV6]:PORT, NAME:PORT
          api:80, expect: TIMED_OUT, endpoints: {a: half} | [0].endpoints.a 'half' is no share such as 1/3
          """)
  void badExpectationIsStatus2(String expectation, String complaint) throws IOException {
    CommandRun run = check("- {from: pod/shop/client, to: " + expectation + "}");

    assertThat(run.err()).contains("expectations.yaml:1: " + complaint).hasLineCount(1);
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void listsMeanEachOfOneToEachOfTheOther() throws IOException {
    CommandRun run =
        check(
            """
            - from: [pod/shop/api-0, pod/shop/api-1]
              to: ["api:80", "redis:6379"]
              expect: ESTABLISHED
            """);

    assertThat(run.out())
        .isEqualTo(
            """
            ok    TCP pod/shop/api-0 -> api:80
            ok    TCP pod/shop/api-0 -> redis:6379
            ok    TCP pod/shop/api-1 -> api:80
            ok    TCP pod/shop/api-1 -> redis:6379
            4 of 4 expectations hold
            """);
  }

  @Test
  void jsonTellsEachExpectation() throws IOException {
    CommandRun run =
        check("[{from: pod/shop/client, to: 'redis:6379', expect: REFUSED}]", "-o", "json");

    assertThat(run.out())
        .contains("\"line\":1,\"from\":\"pod/shop/client\",\"to\":\"redis:6379\"")
        .contains("\"holds\":false,\"differences\":[\"expected REFUSED, but ");
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void junitReportHasACaseForEachExpectation() throws IOException {
    Path report = folder.resolve("report.xml");

    check(
        "[{from: pod/shop/client, to: 'redis:6379', expect: ESTABLISHED}]",
        "--junit-xml",
        report.toString());

    assertThat(Files.readString(report))
        .contains("<testsuite name=\"kubenet check\" tests=\"1\" failures=\"1\">")
        .contains("name=\"TCP pod/shop/client -&gt; redis:6379\"><failure message=\"expected ");
  }

  private CommandRun check(String expectations, String... more) throws IOException {
    ShopFiles files = new ShopFiles(folder);
    String[] arguments = {
      "check", "-f", files.shop(), "--expect", files.write("expectations.yaml", expectations)
    };
    return CommandRun.of(
        Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new));
  }
}
