package io.kubenet.clienttests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import reactor.netty.http.client.HttpClient;

/** A client of HTTP as it comes, set up for nothing but one connection a request. */
enum PlainCaller {
  SOCKET {
    @Override
    String get(String uri) throws Exception {
      try (Socket socket = new Socket()) {
        socket.connect(address(uri), 5_000);
        return ask(uri, socket.getInputStream(), socket.getOutputStream());
      }
    }
  },
  SOCKET_CHANNEL {
    @Override
    String get(String uri) throws Exception {
      try (SocketChannel channel = SocketChannel.open(address(uri))) {
        return ask(uri, Channels.newInputStream(channel), Channels.newOutputStream(channel));
      }
    }
  },
  HTTP_URL_CONNECTION {
    @Override
    String get(String uri) throws Exception {
      HttpURLConnection request = (HttpURLConnection) URI.create(uri).toURL().openConnection();
      request.setRequestProperty("Connection", "close");
      return new String(request.getInputStream().readAllBytes(), UTF_8);
    }
  },
  JDK_HTTP_CLIENT {
    @Override
    String get(String uri) throws Exception {
      return java.net.http.HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  },
  OKHTTP {
    @Override
    String get(String uri) throws Exception {
      OkHttpClient client = new OkHttpClient();
      try (Response response = client.newCall(new Request.Builder().url(uri).build()).execute()) {
        return response.body().string();
      } finally {
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
      }
    }
  },
  APACHE_CLASSIC {
    @Override
    String get(String uri) throws Exception {
      try (CloseableHttpClient client = HttpClients.custom().disableAutomaticRetries().build()) {
        return client.execute(
            new HttpGet(uri), response -> EntityUtils.toString(response.getEntity()));
      }
    }
  },
  APACHE_ASYNC {
    @Override
    String get(String uri) throws Exception {
      try (CloseableHttpAsyncClient client =
          HttpAsyncClients.custom().disableAutomaticRetries().build()) {
        client.start();
        return client
            .execute(SimpleHttpRequest.create("GET", URI.create(uri)), null)
            .get()
            .getBodyText();
      }
    }
  },
  REACTOR_NETTY {
    @Override
    String get(String uri) throws Exception {
      return HttpClient.newConnection()
          .get()
          .uri(uri)
          .responseSingle((response, body) -> body.asString())
          .block(Duration.ofSeconds(20));
    }
  };

  /** The body of what is there. */
  abstract String get(String uri) throws Exception;

  private static InetSocketAddress address(String uri) {
    URI parsed = URI.create(uri);
    return new InetSocketAddress(parsed.getHost(), parsed.getPort() < 0 ? 80 : parsed.getPort());
  }

  private static String ask(String uri, InputStream from, OutputStream to) throws IOException {
    String request =
        "GET / HTTP/1.1\r\nHost: " + URI.create(uri).getHost() + "\r\nConnection: close\r\n\r\n";
    to.write(request.getBytes(UTF_8));
    BufferedReader in = new BufferedReader(new InputStreamReader(from, UTF_8));
    String line = in.readLine();
    while (!line.isEmpty()) {
      line = in.readLine();
    }
    return in.lines().collect(Collectors.joining("\n", "", "\n"));
  }
}
