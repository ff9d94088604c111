/** Virtual servers of ip_vs, as {@code ipvsadm -S -n} lists them, and their addresses. */
package io.kubenet.ruleset.ipvs;
