/** The {@code kubenet} command: answers about clusters for people and for scripts. */
package io.kubenet.cli;
