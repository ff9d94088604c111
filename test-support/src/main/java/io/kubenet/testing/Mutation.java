package io.kubenet.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Damages a text: cuts, swaps, other indentation, values of other types. */
public enum Mutation {
  CUT {
    @Override
    String apply(String text, SplittableRandom random) {
      int from = random.nextInt(text.length());
      int to = Math.min(text.length(), from + random.nextInt(1, 40));
      return text.substring(0, from) + text.substring(to);
    }
  },
  TRUNCATE {
    @Override
    String apply(String text, SplittableRandom random) {
      return text.substring(0, random.nextInt(text.length()));
    }
  },
  INSERT {
    @Override
    String apply(String text, SplittableRandom random) {
      int at = random.nextInt(text.length());
      return text.substring(0, at) + pick(CHARACTERS, random) + text.substring(at);
    }
  },
  SWAP_LINES {
    @Override
    String apply(String text, SplittableRandom random) {
      List<String> lines = new ArrayList<>(text.lines().toList());
      java.util.Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
      return String.join("\n", lines);
    }
  },
  REPEAT_LINE {
    @Override
    String apply(String text, SplittableRandom random) {
      List<String> lines = new ArrayList<>(text.lines().toList());
      lines.add(random.nextInt(lines.size()), lines.get(random.nextInt(lines.size())));
      return String.join("\n", lines);
    }
  },
  CHANGE_VALUE {
    @Override
    String apply(String text, SplittableRandom random) {
      List<String> lines = new ArrayList<>(text.lines().toList());
      int at = random.nextInt(lines.size());
      lines.set(at, lines.get(at).replaceFirst(":( .*)?$", ": " + pick(VALUES, random)));
      return String.join("\n", lines);
    }
  },
  CHANGE_INDENT {
    @Override
    String apply(String text, SplittableRandom random) {
      List<String> lines = new ArrayList<>(text.lines().toList());
      int at = random.nextInt(lines.size());
      String line = lines.get(at);
      lines.set(at, random.nextInt(2) == 0 ? "  " + line : line.replaceFirst("^ {2}", ""));
      return String.join("\n", lines);
    }
  };

  private static final List<String> CHARACTERS =
      List.of("\t", "{", "}", "[", "]", ":", "- ", "&a ", "*a", "\"", "'", "|", "\u0000", "é", "%");

  private static final List<String> VALUES =
      List.of(
          "",
          "null",
          "true",
          "-1",
          "0",
          "70000",
          "99999999999",
          "1.5",
          "1e3",
          "yes",
          "''",
          "[]",
          "{}",
          "[1, 2]",
          "[null]",
          "{a: b}",
          "{a: null}",
          "TCP",
          "10.0.0.1",
          "fd00::1",
          "10.0.0.0/8",
          "fe80::1%eth0",
          "::ffff:1.2.3.4",
          "None",
          "a b",
          "\"\\u0000\"",
          "64Mi",
          "1e999",
          ".nan",
          "2024-01-01",
          "ExternalName",
          "LoadBalancer",
          "PreferDualStack",
          "[IPv6, IPv4]",
          "[10.96.0.9, 'fd00:10:96::9']",
          "0x1F",
          "0o17");

  public static final String ORIGINAL =
      """
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          team: a
      ---
      apiVersion: v1
      kind: Node
      metadata:
        name: node-a
        labels:
          topology.kubernetes.io/zone: z1
      spec:
        podCIDR: 10.244.1.0/24
        taints:
        - key: dedicated
          value: web
          effect: NoSchedule
      status:
        addresses:
        - type: InternalIP
          address: 192.168.0.11
        allocatable:
          cpu: "4"
          memory: 8Gi
        conditions:
        - type: Ready
          status: "True"
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: api
        namespace: shop
        annotations:
          service.kubernetes.io/topology-mode: Auto
      spec:
        type: LoadBalancer
        clusterIP: 10.96.0.20
        ipFamilyPolicy: PreferDualStack
        externalTrafficPolicy: Local
        healthCheckNodePort: 30900
        sessionAffinity: ClientIP
        sessionAffinityConfig:
          clientIP:
            timeoutSeconds: 600
        loadBalancerSourceRanges:
        - 203.0.113.0/24
        selector:
          app: api
        ports:
        - name: http
          protocol: TCP
          port: 80
          targetPort: http
          nodePort: 30080
        - name: metrics
          port: 9090
          targetPort: 9090
      status:
        loadBalancer:
          ingress:
          - ip: 203.0.113.10
            ipMode: VIP
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: outside
        namespace: shop
      spec:
        type: ExternalName
        externalName: db.example.com
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: client
        namespace: shop
      spec:
        hostNetwork: true
        initContainers:
        - name: proxy
          image: proxy:1
          restartPolicy: Always
        containers:
        - name: app
          image: app:1
          resources:
            limits: {cpu: 500m}
            requests: {cpu: 250m}
          ports:
          - name: http
            containerPort: 8080
          readinessProbe:
            httpGet:
              path: /
              port: http
      status:
        podIP: 192.168.0.11
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: api
        namespace: shop
      spec:
        replicas: 2
        selector:
          matchLabels:
            app: api
        template:
          metadata:
            labels:
              app: api
          spec:
            containers:
            - name: app
              image: app:1
              ports:
              - containerPort: 8080
                hostPort: 8080
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata:
        name: api-1
        namespace: shop
        labels:
          kubernetes.io/service-name: api
      addressType: IPv4
      endpoints:
      - addresses: [10.244.1.5]
        conditions:
          ready: true
        nodeName: node-a
        hints:
          forZones:
          - name: z1
      ports:
      - name: http
        port: 8080
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: api
        namespace: shop
      spec:
        podSelector:
          matchExpressions:
          - key: app
            operator: In
            values: [api]
        policyTypes: [Ingress, Egress]
        ingress:
        - from:
          - podSelector: {}
            namespaceSelector:
              matchLabels:
                team: a
          - ipBlock:
              cidr: 10.0.0.0/8
              except: [10.1.0.0/16]
          ports:
          - protocol: TCP
            port: 8000
            endPort: 8080
        egress:
        - to:
          - podSelector: {}
      ---
      apiVersion: v1
      kind: Endpoints
      metadata:
        name: outside
        namespace: shop
      subsets:
      - addresses:
        - ip: 203.0.113.7
        notReadyAddresses:
        - ip: fd00::7
        ports:
        - port: 5432
      ---
      apiVersion: apps/v1
      kind: StatefulSet
      metadata:
        name: db
        namespace: shop
      spec:
        serviceName: db
        replicas: 2
        podManagementPolicy: Parallel
        ordinals:
          start: 3
        updateStrategy:
          type: RollingUpdate
          rollingUpdate:
            partition: 1
        selector:
          matchExpressions:
          - key: app
            operator: Exists
        template:
          metadata:
            labels:
              app: db
          spec:
            tolerations:
            - key: dedicated
              operator: Exists
              effect: NoSchedule
            nodeSelector:
              topology.kubernetes.io/zone: z1
            affinity:
              nodeAffinity:
                requiredDuringSchedulingIgnoredDuringExecution:
                  nodeSelectorTerms:
                  - matchExpressions:
                    - key: topology.kubernetes.io/zone
                      operator: In
                      values: [z1]
              podAntiAffinity:
                preferredDuringSchedulingIgnoredDuringExecution:
                - weight: 100
                  podAffinityTerm:
                    topologyKey: kubernetes.io/hostname
                    labelSelector:
                      matchLabels:
                        app: db
            topologySpreadConstraints:
            - maxSkew: 1
              minDomains: 1
              topologyKey: topology.kubernetes.io/zone
              whenUnsatisfiable: DoNotSchedule
              labelSelector:
                matchLabels:
                  app: db
            containers:
            - name: db
              image: db:1
              resources:
                requests: {cpu: 100m, memory: 64Mi}
      ---
      apiVersion: apps/v1
      kind: DaemonSet
      metadata:
        name: agent
        namespace: shop
      spec:
        updateStrategy:
          rollingUpdate:
            maxUnavailable: 10%
            maxSurge: 0
        selector:
          matchLabels:
            app: agent
        template:
          metadata:
            labels:
              app: agent
          spec:
            hostNetwork: true
            dnsPolicy: None
            dnsConfig:
              nameservers: [10.96.0.10]
              searches: [shop.svc.cluster.local]
              options:
              - name: ndots
                value: "2"
            containers:
            - name: agent
              image: agent:1
      ---
      apiVersion: batch/v1
      kind: Job
      metadata:
        name: migrate
        namespace: shop
      spec:
        completions: 3
        parallelism: 2
        completionMode: Indexed
        template:
          spec:
            restartPolicy: Never
            containers:
            - name: migrate
              image: migrate:1
      """;

  abstract String apply(String text, SplittableRandom random);

  /** A text with one to three damages. */
  public static String of(String text, SplittableRandom random) {
    String damaged = text;
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      Mutation mutation = values()[random.nextInt(values().length)];
      damaged = damaged.isEmpty() ? "a" : mutation.apply(damaged, random);
    }
    return damaged;
  }

  private static String pick(List<String> choices, SplittableRandom random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
