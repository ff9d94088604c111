/** Where nodes, pods and load balancers are, and who listens on what: persistent tables. */
package io.kubenet.dataplane.directory;
