/**
 * Networks of hosts as parameters of JUnit's tests: {@link io.kubenet.client.junit.InPod}, {@link
 * io.kubenet.client.junit.OnNode} and {@link io.kubenet.client.junit.Outside}.
 */
package io.kubenet.client.junit;
