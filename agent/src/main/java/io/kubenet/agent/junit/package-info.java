/** JUnit's tests whose whole JVM runs as a pod: {@link io.kubenet.agent.junit.RunsAs}. */
package io.kubenet.agent.junit;
