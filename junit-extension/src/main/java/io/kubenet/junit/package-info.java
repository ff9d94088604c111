/**
 * JUnit Jupiter: {@link io.kubenet.junit.KubeNetTest} gives a test a cluster; {@link
 * io.kubenet.junit.KubeNetExtension} says what an annotation can't.
 */
package io.kubenet.junit;
