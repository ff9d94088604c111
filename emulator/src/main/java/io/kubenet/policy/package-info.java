/** What network policies say of a connection, and why. */
package io.kubenet.policy;
