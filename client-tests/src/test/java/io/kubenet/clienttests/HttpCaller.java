package io.kubenet.clienttests;

import io.kubenet.client.ClientNetwork;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Registry;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import reactor.netty.http.client.HttpClient;
import reactor.netty.transport.ProxyProvider;

/** A client of HTTP, set up as its users would set it up to run through the model. */
enum HttpCaller {
  HTTP_URL_CONNECTION_SOCKS {
    @Override
    String get(ClientNetwork network, String uri) throws Exception {
      return read((HttpURLConnection) URI.create(uri).toURL().openConnection(network.socksProxy()));
    }
  },
  HTTP_URL_CONNECTION_PROXY {
    @Override
    String get(ClientNetwork network, String uri) throws Exception {
      return read((HttpURLConnection) URI.create(uri).toURL().openConnection(network.httpProxy()));
    }
  },
  JDK_HTTP_CLIENT {
    @Override
    String get(ClientNetwork network, String uri) throws Exception {
      java.net.http.HttpClient client =
          java.net.http.HttpClient.newBuilder().proxy(network.proxySelector()).build();
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create(uri)).timeout(Duration.ofSeconds(5)).build(),
              HttpResponse.BodyHandlers.ofString());
      return answer(response.statusCode(), response.body());
    }
  },
  OKHTTP_SOCKETS {
    @Override
    String get(ClientNetwork network, String uri) throws Exception {
      return call(
          new OkHttpClient.Builder()
              .socketFactory(network.socketFactory())
              .dns(network::lookup)
              .build(),
          uri);
    }
  },
  OKHTTP_SOCKS {
    @Override
    String get(ClientNetwork network, String uri) throws Exception {
      return call(new OkHttpClient.Builder().proxy(network.socksProxy()).build(), uri);
    }
  },
  OKHTTP_PROXY {
    @Override
    String get(ClientNetwork network, String uri) throws Exception {
      return call(new OkHttpClient.Builder().proxySelector(network.proxySelector()).build(), uri);
    }
  },
  APACHE_CLASSIC_SOCKETS {
    @Override
    String get(ClientNetwork network, String uri) throws Exception {
      DetachedSocketFactory sockets = proxy -> network.socketFactory().createSocket();
      Registry<org.apache.hc.client5.http.ssl.TlsSocketStrategy> tls =
          RegistryBuilder.<org.apache.hc.client5.http.ssl.TlsSocketStrategy>create()
              .register(URIScheme.HTTPS.id, DefaultClientTlsStrategy.createDefault())
              .build();
      PoolingHttpClientConnectionManager pool =
          new PoolingHttpClientConnectionManager(
              new DefaultHttpClientConnectionOperator(sockets, null, resolver(network), tls),
              null,
              null,
              null,
              ManagedHttpClientConnectionFactory.INSTANCE);
      try (CloseableHttpClient client =
          HttpClients.custom().setConnectionManager(pool).disableAutomaticRetries().build()) {
        return client.execute(
            new HttpGet(uri),
            response -> answer(response.getCode(), EntityUtils.toString(response.getEntity())));
      }
    }
  },
  APACHE_CLASSIC_PROXY {
    @Override
    String get(ClientNetwork network, String uri) throws Exception {
      try (CloseableHttpClient client =
          HttpClients.custom().setProxy(proxyOf(network)).disableAutomaticRetries().build()) {
        return client.execute(
            new HttpGet(uri),
            response -> answer(response.getCode(), EntityUtils.toString(response.getEntity())));
      }
    }
  },
  APACHE_ASYNC_PROXY {
    @Override
    String get(ClientNetwork network, String uri) throws Exception {
      try (CloseableHttpAsyncClient client =
          HttpAsyncClients.custom().setProxy(proxyOf(network)).disableAutomaticRetries().build()) {
        client.start();
        SimpleHttpRequest request = SimpleHttpRequest.create("GET", URI.create(uri));
        SimpleHttpResponse response = client.execute(request, null).get();
        return answer(response.getCode(), response.getBodyText());
      }
    }
  },
  REACTOR_NETTY_SOCKS {
    @Override
    String get(ClientNetwork network, String uri) throws Exception {
      return call(network, ProxyProvider.Proxy.SOCKS5, uri);
    }
  },
  REACTOR_NETTY_PROXY {
    @Override
    String get(ClientNetwork network, String uri) throws Exception {
      return call(network, ProxyProvider.Proxy.HTTP, uri);
    }
  };

  /**
   * The body of what is there.
   *
   * @throws IOException if the answer is not 200
   */
  abstract String get(ClientNetwork network, String uri) throws Exception;

  /** Whether the client shows its caller an exception of sockets, and not one of a proxy. */
  boolean seesSockets() {
    return name().endsWith("_SOCKETS");
  }

  /** HttpURLConnection keeps connections alive across its objects, unless it is asked to close. */
  private static String read(HttpURLConnection connection) throws IOException {
    connection.setRequestProperty("Connection", "close");
    return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String call(OkHttpClient client, String uri) throws IOException {
    try (Response response = client.newCall(new Request.Builder().url(uri).build()).execute()) {
      return answer(response.code(), response.body().string());
    } finally {
      client.connectionPool().evictAll();
      client.dispatcher().executorService().shutdown();
    }
  }

  private static String call(ClientNetwork network, ProxyProvider.Proxy type, String uri) {
    return HttpClient.newConnection()
        .proxy(proxy -> proxy.type(type).socketAddress(network.doorAddress()))
        .get()
        .uri(uri)
        .responseSingle(
            (response, body) ->
                body.asString().map(text -> checked(response.status().code(), text)))
        .block(Duration.ofSeconds(20));
  }

  private static String checked(int status, String body) {
    if (status != 200) {
      throw new IllegalStateException(status + ": " + body);
    }
    return body;
  }

  private static String answer(int status, String body) throws IOException {
    if (status != 200) {
      throw new IOException(status + ": " + body);
    }
    return body;
  }

  private static HttpHost proxyOf(ClientNetwork network) {
    return new HttpHost(
        "http", network.doorAddress().getAddress(), network.doorAddress().getPort());
  }

  private static DnsResolver resolver(ClientNetwork network) {
    return new DnsResolver() {
      @Override
      public InetAddress[] resolve(String host) throws UnknownHostException {
        return network.lookup(host).toArray(InetAddress[]::new);
      }

      @Override
      public String resolveCanonicalHostname(String host) {
        return host;
      }
    };
  }
}
