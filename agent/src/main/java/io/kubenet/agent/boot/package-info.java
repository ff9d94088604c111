/** What the JDK's own classes call: it is put before the class path, where they can see it. */
package io.kubenet.agent.boot;
